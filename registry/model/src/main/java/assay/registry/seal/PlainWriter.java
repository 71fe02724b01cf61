package assay.registry.seal;

import java.io.IOException;
import java.io.OutputStream;

/** Plain bytes that know how to write themselves. */
@FunctionalInterface
public interface PlainWriter {

  /** Writes all of them; leaves the target open. */
  void writeTo(OutputStream target) throws IOException;
}
