package assay.agent.platform;

import com.fasterxml.jackson.databind.JsonMappingException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads what other accounts left at a platform. A document that cannot be is as good as none.
 * Thread-safe.
 */
final class ForeignDocuments {

  private static final int NOT_FOUND = 404;

  private final PlatformApi api;

  ForeignDocuments(PlatformApi api) {
    this.api = api;
  }

  /** Those of a list that can be. */
  <J, T> List<T> each(PlatformApi.Call<List<J>> list, Function<J, T> value) {
    return readable(api.ask(list), value);
  }

  /** The one that is asked for, if the platform has it and it can be. */
  <J, T> Optional<T> one(PlatformApi.Call<J> document, Function<J, T> value) {
    try {
      return readable(api.ask(document), value);
    } catch (PlatformRefusedException e) {
      if (e.status() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    } catch (PlatformUnreachableException e) {
      if (e.getCause() instanceof JsonMappingException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  static <J, T> List<T> readable(List<J> documents, Function<J, T> value) {
    return documents.stream().flatMap(document -> readable(document, value).stream()).toList();
  }

  private static <J, T> Optional<T> readable(J document, Function<J, T> value) {
    try {
      return Optional.of(value.apply(document));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
