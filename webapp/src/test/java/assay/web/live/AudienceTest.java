package assay.web.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Bytes32;
import assay.chain.ChainEvent;
import assay.chain.ContractName;
import assay.chain.EventPosition;
import assay.registry.database.DatabaseUnavailableException;
import assay.registry.index.FinalEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AudienceTest {

  private static final EventId START = new EventId(0, 0);
  private static final long EVENTS = 2 * Audience.PAGE + 1;
  private final List<FakeLine> lines = new ArrayList<>();
  private final Numbered log = new Numbered();
  private final Audience audience = new Audience(log, Runnable::run, 2);

  @Test
  void shouldSendTheWholeLogPageByPage() {
    FakeLine line = join(START);

    audience.round();
    int first = line.ids().size();
    audience.round();
    audience.round();
    audience.round();

    assertThat(first).isEqualTo(Audience.PAGE);
    assertThat(line.ids())
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, EVENTS).mapToObj(block -> block + "-0").toList());
    assertThat(log.largestPage).isEqualTo(Audience.PAGE);
  }

  @Test
  void shouldNotReadTheLogForAListenerThatHasEverything() {
    join(log.end());

    audience.round();

    assertThat(log.pages).isZero();
  }

  @Test
  void shouldReadAPageOnceForAllWhoStandAtItsPlace() {
    FakeLine one = join(START);
    FakeLine other = join(START);

    audience.round();

    assertThat(one.ids()).hasSize(Audience.PAGE).isEqualTo(other.ids());
    assertThat(log.pages).isEqualTo(1);
  }

  @Test
  void shouldNotPileUpEventsForASlowReader() {
    List<Runnable> waiting = new ArrayList<>();
    Audience slow = new Audience(log, waiting::add, 1);
    slow.join(listener(START));

    slow.round();
    slow.round();

    assertThat(waiting).hasSize(1);
    waiting.remove(0).run();
    slow.round();
    assertThat(waiting).hasSize(1);
  }

  @Test
  void shouldServeTheOthersWhenOneBreaks() {
    FakeLine broken = join(START);
    broken.breakDown();
    FakeLine whole = join(START);

    audience.round();
    audience.round();

    assertThat(broken.isClosed()).isTrue();
    assertThat(whole.ids()).hasSize(2 * Audience.PAGE);
  }

  @Test
  void shouldServeTheOthersWhenTheEventsOfOneCannotBeRead() {
    join(new EventId(1, 0));
    FakeLine other = join(START);
    log.unreadableAfter = new EventId(1, 0);

    audience.round();

    assertThat(other.ids()).hasSize(Audience.PAGE);
  }

  @Test
  void shouldAskADeadDatabaseOnceInARound() {
    join(START);
    join(START);
    log.isDead = true;

    assertThatThrownBy(audience::round).isInstanceOf(DatabaseUnavailableException.class);
    assertThat(log.pages).isEqualTo(1);
  }

  @Test
  void shouldNoticeThatAQuietListenerIsNoLongerThere() {
    FakeLine gone = join(log.end());
    FakeLine there = join(log.end());
    gone.breakDown();

    for (int round = 0; round < Listener.QUIET_ROUNDS; round++) {
      audience.round();
    }

    assertThat(gone.isClosed()).isTrue();
    assertThat(there.isClosed()).isFalse();
    assertThat(there.pings).isEqualTo(1);
  }

  @Test
  void shouldHaveAPlaceAgainWhenSomebodyLeaves() {
    FakeLine first = join(START);
    join(START);

    assertThatThrownBy(audience::requireRoom).isInstanceOf(TooManyListenersException.class);
    first.close();
    audience.round();
    audience.requireRoom();
  }

  private FakeLine join(EventId last) {
    audience.join(listener(last));
    return lines.get(lines.size() - 1);
  }

  private Listener listener(EventId last) {
    FakeLine line = new FakeLine();
    lines.add(line);
    return new Listener(line, last);
  }

  /** Remembers the ids of the events that went through it. */
  private static final class FakeLine implements Line {

    private final List<String> ids = new ArrayList<>();
    private int pings;
    private boolean isBroken;
    private boolean isClosed;

    List<String> ids() {
      return ids;
    }

    /** From now on nothing gets through, and nobody has noticed yet. */
    void breakDown() {
      isBroken = true;
    }

    @Override
    public CompletionStage<?> send(FinalEvent event) {
      ids.add(EventId.of(event.event().position()).toString());
      return written();
    }

    @Override
    public CompletionStage<?> ping() {
      pings++;
      return written();
    }

    private CompletionStage<?> written() {
      return isBroken
          ? CompletableFuture.failedFuture(new IOException("Broken pipe"))
          : CompletableFuture.completedFuture(null);
    }

    @Override
    public boolean isClosed() {
      return isClosed;
    }

    @Override
    public void close() {
      isClosed = true;
    }
  }

  /** One event in each block. */
  private static final class Numbered implements Audience.Log {

    private int largestPage;
    private int pages;
    private boolean isDead;
    private EventId unreadableAfter = new EventId(-1, 0);

    @Override
    public EventId end() {
      return new EventId(EVENTS, Long.MAX_VALUE);
    }

    @Override
    public List<FinalEvent> page(EventId after, EventId end, int limit) {
      pages++;
      if (isDead) {
        throw new DatabaseUnavailableException("gone", new IOException("refused"));
      }
      if (after.equals(unreadableAfter)) {
        throw new IllegalStateException("A stored event is not the JSON that was written.");
      }
      List<FinalEvent> page =
          LongStream.rangeClosed(after.block() + 1, end.block())
              .limit(limit)
              .mapToObj(Numbered::event)
              .toList();
      largestPage = Math.max(largestPage, page.size());
      return page;
    }

    private static FinalEvent event(long block) {
      EventPosition position = new EventPosition(block, Bytes32.ZERO, 0, Bytes32.ZERO);
      return new FinalEvent(
          new ChainEvent(ContractName.ANCHOR, "Anchored", position, Map.of()), Instant.EPOCH);
    }
  }
}
