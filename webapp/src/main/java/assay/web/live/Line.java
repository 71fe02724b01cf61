package assay.web.live;

import assay.registry.index.FinalEvent;
import java.util.concurrent.CompletionStage;

/** The way to one listener. */
interface Line {

  /** Writes an event; the stage tells when it is written, or that it cannot be. */
  CompletionStage<?> send(FinalEvent event);

  boolean isClosed();

  void close();
}
