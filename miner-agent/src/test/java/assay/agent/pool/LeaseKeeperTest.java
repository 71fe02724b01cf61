package assay.agent.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.agent.Agent;
import assay.agent.OfflineHome;
import assay.agent.loop.Narrator;
import assay.agent.loop.Note;
import assay.agent.miner.Refusal;
import assay.agent.platform.LeaseBoard;
import assay.agent.platform.Mailbox;
import assay.agent.platform.PlatformRefusedException;
import assay.chain.Bytes32;
import assay.training.bounty.BountyId;
import assay.training.pool.Lease;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseKeeperTest {

  private static final BountyId FIRST = new BountyId(Bytes32.keccak256("first"));
  private static final BountyId SECOND = new BountyId(Bytes32.keccak256("second"));

  @TempDir private Path folder;
  private final AtomicLong nanos = new AtomicLong();
  private final List<Note> notes = new ArrayList<>();
  private Mailbox mailbox;
  private LeaseBoard board;
  private Agent agent;
  private LeaseKeeper keeper;

  @BeforeEach
  void open() throws IOException {
    mailbox = new Mailbox();
    board = new LeaseBoard(mailbox);
    agent =
        Agent.open(
            OfflineHome.in(folder, mailbox.address()), Clock.systemUTC(), new SecureRandom());
    keeper = keeper();
  }

  private LeaseKeeper keeper() {
    return new LeaseKeeper(agent, new Narrator(Clock.systemUTC(), notes::add), 1, nanos::get);
  }

  @AfterEach
  void close() {
    agent.close();
    mailbox.close();
  }

  private void advance() {
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    keeper.advance();
  }

  @Test
  void shouldWorkOnWhatThePoolGaveAndNothingElse() {
    board.offer(FIRST);
    board.offer(SECOND);

    advance();
    advance();

    assertThat(keeper.against(FIRST)).isEmpty();
    assertThat(keeper.against(SECOND))
        .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo("not-leased"));
    assertThat(board.calls()).containsExactly("leases", "claims", "renewals");
    assertThat(notes).extracting(Note::event).containsExactly("leased");
  }

  @Test
  void shouldStopAndTakeTheNextWhenALeaseIsLost() {
    board.offer(FIRST);
    advance();
    board.offer(SECOND);
    board.take(FIRST);

    advance();

    assertThat(keeper.against(FIRST)).isPresent();
    assertThat(keeper.against(SECOND)).isEmpty();
    assertThat(notes).extracting(Note::event).containsExactly("leased", "lease-lost", "leased");
  }

  @Test
  void shouldGoOnWithWhatItHeldBeforeItWasKilled() {
    board.give(FIRST);

    advance();

    assertThat(keeper.against(FIRST)).isEmpty();
    assertThat(board.calls()).containsExactly("leases", "renewals");
  }

  @Test
  void shouldNotTrainAloneWhatIsTrainedTogetherAndGiveBackWhatItCannot() {
    board.handOutTogether();
    board.offer(FIRST);

    advance();
    List<BountyId> together = keeper.together().stream().map(Lease::bounty).toList();
    Optional<Refusal> against = keeper.against(FIRST);
    board.calls();
    keeper.decline(FIRST, new Refusal("access-denied", "the owner says no."));

    assertThat(together).containsExactly(FIRST);
    assertThat(against).map(Refusal::code).contains("together");
    assertThat(keeper.together()).isEmpty();
    assertThat(board.calls()).containsExactly("refusals");
    assertThat(notes).extracting(Note::event).containsExactly("leased", "lease-declined");
  }

  @Test
  void shouldHearThatThePoolNamesOthers() {
    board.nameOthers();

    assertThatThrownBy(this::advance)
        .isInstanceOfSatisfying(
            PlatformRefusedException.class, refused -> assertThat(refused.status()).isEqualTo(403));
  }

  @Test
  void shouldNotAskAgainBeforeItIsTime() {
    advance();
    board.calls();

    keeper.advance();

    assertThat(board.calls()).isEmpty();
  }
}
