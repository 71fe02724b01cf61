package assay.training.pools;

import assay.registry.wire.StrictJson;
import java.nio.charset.StandardCharsets;

/**
 * Signed documents as text in the database; read back as strictly as they came.
 *
 * @param <T> the record of its fields
 */
final class Documents<T> {

  /** Above what the largest document takes: 64 devices with names of 80 characters. */
  private static final int LONGEST = 1 << 16;

  private final StrictJson<T> json;

  Documents(Class<T> type) {
    this.json = new StrictJson<>(type, LONGEST, IllegalStateException::new);
  }

  String text(T document) {
    return new String(json.write(document), StandardCharsets.UTF_8);
  }

  T read(String text) {
    return json.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
