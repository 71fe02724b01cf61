package assay.registry.database;

import assay.registry.wire.StrictJson;
import java.nio.charset.StandardCharsets;

/**
 * Signed documents as text in the database; read back as strictly as they came. Thread-safe.
 *
 * @param <T> the record of its fields
 */
public final class Documents<T> {

  /** Above what a rig with 64 devices takes, whose names have 80 characters. */
  private static final int COMMON = 1 << 16;

  private final StrictJson<T> json;

  /** Of documents of up to 64 KiB. */
  public Documents(Class<T> type) {
    this(type, COMMON);
  }

  /**
   * @param longest bytes that a document may have; whoever keeps one sees to it
   */
  public Documents(Class<T> type, int longest) {
    this.json = new StrictJson<>(type, longest, IllegalStateException::new);
  }

  public String text(T document) {
    return new String(json.write(document), StandardCharsets.UTF_8);
  }

  public T read(String text) {
    return json.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
