package assay.web.live;

import assay.registry.index.FinalEvent;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.concurrent.CompletionStage;

/** Server-sent events to one client. */
record SseLine(SseEventSink sink, Sse sse) implements Line {

  @Override
  public CompletionStage<?> send(FinalEvent found) {
    return sink.send(
        sse.newEventBuilder()
            .id(EventId.of(found.event().position()).toString())
            .name(found.event().name())
            .mediaType(MediaType.APPLICATION_JSON_TYPE)
            .data(LiveEvent.class, LiveEvent.of(found))
            .build());
  }

  @Override
  public CompletionStage<?> ping() {
    return sink.send(sse.newEventBuilder().comment("still here").build());
  }

  @Override
  public boolean isClosed() {
    return sink.isClosed();
  }

  @Override
  public void close() {
    sink.close();
  }
}
