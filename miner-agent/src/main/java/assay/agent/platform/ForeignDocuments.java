package assay.agent.platform;

import assay.chain.ChainJsonModule;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads what other accounts left at a platform. A document that cannot be is as good as none.
 * Thread-safe.
 */
final class ForeignDocuments {

  private static final int NOT_FOUND = 404;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new ChainJsonModule())
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private final ApiClient api;

  ForeignDocuments(ApiClient api) {
    this.api = api;
  }

  <J, T> List<T> each(String path, Class<J> type, Function<J, T> value) {
    List<JsonNode> documents = api.get(path, new TypeReference<>() {});
    return documents.stream()
        .flatMap(document -> readable(document, type, value).stream())
        .toList();
  }

  <J, T> Optional<T> one(String path, Class<J> type, Function<J, T> value) {
    try {
      JsonNode document = api.get(path, new TypeReference<>() {});
      return readable(document, type, value);
    } catch (PlatformRefusedException e) {
      if (e.status() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  static <J, T> Optional<T> readable(JsonNode document, Class<J> type, Function<J, T> value) {
    try {
      return Optional.of(value.apply(JSON.treeToValue(document, type)));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
