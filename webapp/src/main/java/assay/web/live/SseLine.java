package assay.web.live;

import assay.registry.index.FinalEvent;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Server-sent events to one client. */
record SseLine(SseEventSink sink, Sse sse) implements Line {

  /** What a listener gets: the event's name is that of the contract's event. */
  public record LiveEvent(String contract, String minedAt, Map<String, Object> values) {}

  @Override
  public CompletionStage<?> send(FinalEvent found) {
    return sink.send(
        sse.newEventBuilder()
            .id(EventId.of(found.event().position()).toString())
            .name(found.event().name())
            .mediaType(MediaType.APPLICATION_JSON_TYPE)
            .data(
                LiveEvent.class,
                new LiveEvent(
                    found.event().contract().solidityName(),
                    found.minedAt().toString(),
                    found.event().values()))
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
