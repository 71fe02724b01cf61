package assay.registry.publish;

import assay.registry.publish.Progress.Phase;
import java.io.OutputStream;
import org.apache.commons.io.output.ProxyOutputStream;

/** Tells how much has been sealed. */
final class ObservedOutputStream extends ProxyOutputStream {

  private final long all;
  private final Progress progress;
  private long done;

  ObservedOutputStream(OutputStream target, long all, Progress progress) {
    super(target);
    this.all = all;
    this.progress = progress;
  }

  @Override
  protected void afterWrite(int written) {
    done += written;
    progress.moved(Phase.SEAL, done, all);
  }
}
