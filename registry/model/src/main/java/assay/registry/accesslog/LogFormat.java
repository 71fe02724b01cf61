package assay.registry.accesslog;

import java.nio.file.Path;
import java.util.Locale;

/** The two forms in which an access log is handed out. Both say the same. */
public enum LogFormat {
  CSV("text/csv;charset=UTF-8;header=present") {
    @Override
    public byte[] write(AccessLog log) {
      return LogCsv.write(log);
    }

    @Override
    AccessLog parse(byte[] bytes) {
      return LogCsv.read(bytes);
    }
  },
  JSON("application/json") {
    @Override
    public byte[] write(AccessLog log) {
      return LogJson.write(log);
    }

    @Override
    AccessLog parse(byte[] bytes) {
      return LogJson.read(bytes);
    }
  };

  /** The longest log that is read: some 100 000 entries, which fit into the launcher's heap. */
  public static final int MAX_BYTES = 48 << 20;

  private final String mediaType;

  LogFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The log's bytes; the same log always has the same. */
  public abstract byte[] write(AccessLog log);

  /**
   * Reads what {@link #write} wrote, and nothing else.
   *
   * @throws AccessLogRefusedException if it is anything else
   */
  public AccessLog read(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw new AccessLogRefusedException(
          "A log of %d bytes is not read; %d are the limit.".formatted(bytes.length, MAX_BYTES),
          null);
    }
    return parse(bytes);
  }

  abstract AccessLog parse(byte[] bytes);

  /** How HTTP names it (RFC 4180, RFC 8259). */
  public String mediaType() {
    return mediaType;
  }

  /** Reads the format's name, in any case. */
  public static LogFormat named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "csv" -> CSV;
      case "json" -> JSON;
      default ->
          throw new IllegalArgumentException(
              "'" + name + "' is no format of an access log; write csv or json.");
    };
  }

  /** The format that a file's name ends with. */
  public static LogFormat of(Path file) {
    String name = file.toString();
    return named(name.substring(name.lastIndexOf('.') + 1));
  }
}
