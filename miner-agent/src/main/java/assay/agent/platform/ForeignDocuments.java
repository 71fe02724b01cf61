package assay.agent.platform;

import assay.chain.ChainJsonModule;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads what other accounts left at a platform. A document that cannot be is as good as none.
 * Thread-safe.
 */
final class ForeignDocuments {

  private static final int NOT_FOUND = 404;

  /** A platform that gives page after page of nothing ends here. */
  private static final int MOST_PAGES = 100;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModules(new ChainJsonModule(), new JavaTimeModule())
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

  /** All of a list that comes in pages. */
  <J, T> List<T> all(String list, Class<J> type, Function<J, T> value) {
    List<T> found = new ArrayList<>();
    String query = "?limit=100";
    for (int pages = 0; pages < MOST_PAGES && !query.isEmpty(); pages++) {
      JsonNode page = api.get(list + query, new TypeReference<>() {});
      page.path("items").forEach(item -> readable(item, type, value).ifPresent(found::add));
      query = page.hasNonNull("next") ? "?limit=100&after=" + encoded(page.path("next")) : "";
    }
    return found;
  }

  private static String encoded(JsonNode cursor) {
    return URLEncoder.encode(cursor.asText(), StandardCharsets.UTF_8);
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
