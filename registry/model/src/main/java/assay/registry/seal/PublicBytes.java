package assay.registry.seal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;

/** Bytes that everybody may read: not sealed, but pinned by a {@link Seal} all the same. */
public final class PublicBytes {

  private PublicBytes() {}

  /** Writes them and tells what pins them; leaves the target open. */
  public static Seal write(PlainWriter plain, OutputStream target) throws IOException {
    try (Meter meter = new Meter(target)) {
      plain.writeTo(Channels.newOutputStream(new MeteredTarget(meter)));
      return Seal.open(meter.finish(), meter.count());
    }
  }

  /**
   * The bytes for somebody who drops all he got if writing ends in a {@link SealMismatchException}:
   * they are written before the last check.
   */
  public static PlainWriter unchecked(InputStream source, Seal pinned) {
    return target -> {
      try (Meter meter = new Meter(target)) {
        source.transferTo(Channels.newOutputStream(new MeteredTarget(meter)));
        if (meter.count() != pinned.plainBytes() || !meter.finish().equals(pinned.plainSha256())) {
          throw new SealMismatchException(
              "The public bytes do not hash to %s; they are another file."
                  .formatted(pinned.plainSha256()));
        }
      }
    };
  }
}
