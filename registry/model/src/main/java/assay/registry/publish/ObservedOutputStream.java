package assay.registry.publish;

import assay.registry.publish.Progress.Phase;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Tells how much has been sealed. */
final class ObservedOutputStream extends FilterOutputStream {

  private final long all;
  private final Progress progress;
  private long done;

  ObservedOutputStream(OutputStream target, long all, Progress progress) {
    super(target);
    this.all = all;
    this.progress = progress;
  }

  @Override
  public void write(int value) throws IOException {
    out.write(value);
    tell(1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    tell(length);
  }

  private void tell(int more) {
    done += more;
    progress.moved(Phase.SEAL, done, all);
  }
}
