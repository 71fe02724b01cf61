package assay.web.live;

import assay.registry.index.FinalEvent;
import java.util.concurrent.CompletionStage;

/** The way to one listener. */
interface Line {

  /** Writes an event; the stage tells when it is written, or that it cannot be. */
  CompletionStage<?> send(FinalEvent event);

  /** Writes something that means nothing, to find out whether anybody is there. */
  CompletionStage<?> ping();

  boolean isClosed();

  void close();
}
