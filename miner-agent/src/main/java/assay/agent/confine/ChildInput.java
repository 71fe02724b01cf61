package assay.agent.confine;

import java.io.IOException;
import java.io.OutputStream;

/** What a confined child is told through its standard input, from memory to memory. */
@FunctionalInterface
public interface ChildInput {

  /** Writes all of it; the stream is a pipe, which the caller neither closes nor keeps. */
  void writeTo(OutputStream pipe) throws IOException;
}
