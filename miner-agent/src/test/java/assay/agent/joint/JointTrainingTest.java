package assay.agent.joint;

import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.journal.Journal;
import assay.agent.loop.Note;
import assay.agent.miner.JobTrainer.Trained;
import assay.agent.miner.JobWatch;
import assay.agent.pool.WorkFile;
import assay.chain.Address;
import assay.training.bounty.BountyId;
import assay.training.bounty.CorrectCount;
import assay.training.data.Digits;
import assay.training.pool.CrewMember.Standing;
import assay.training.pool.RoundReply;
import assay.training.pool.Signed;
import assay.training.run.EpochReport;
import assay.training.run.Progress;
import assay.training.run.SoftmaxRegressionEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole job of an operator and his members, on engines that train and a board in memory. */
@Timeout(180)
class JointTrainingTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final int EPOCHS = 8;
  private static final int SAMPLES = Digits.load().training().size();

  @TempDir private Path folder;
  private Team team;

  @BeforeEach
  void gather() {
    team = new Team(folder);
  }

  @AfterEach
  void part() {
    team.close();
  }

  private Map<Address, Long> work() {
    try (Journal journal = Journal.open(team.journal("operator"), Clock.systemUTC())) {
      return new JointBook(journal, Team.JOB)
          .work().stream()
              .flatMap(file -> file.work().stream())
              .collect(Collectors.toMap(WorkFile.Line::member, WorkFile.Line::samples));
    }
  }

  private static double accuracy(Trained trained) {
    CorrectCount count =
        new SoftmaxRegressionEngine(System::nanoTime)
            .evaluate(Team.MODEL, trained.reached().weights(), Digits.load().test());
    return (double) count.correct() / count.samples();
  }

  @Test
  void shouldTrainOneJobOnThreeRigsAndCountEverySampleOnce() {
    team.employ(Team.ANNA, "anna");
    team.employ(Team.BRUNO, "bruno");

    Trained trained = team.lead(EPOCHS);

    assertThat(trained.reached().epochsDone()).isEqualTo(EPOCHS);
    assertThat(trained.rigs()).isEqualTo(3);
    assertThat(accuracy(trained)).isGreaterThan(0.85);
    assertThat(work().values().stream().mapToLong(samples -> samples).sum())
        .isEqualTo((long) SAMPLES * EPOCHS);
    assertThat(work()).containsKeys(Team.ANNA.address(), Team.BRUNO.address());
    assertThat(team.told("joint-round"))
        .hasSize(EPOCHS - 1)
        .allSatisfy(note -> assertThat(note.details()).containsEntry("in", "3"));
    assertThat(team.board.isEnded()).isTrue();
  }

  @Test
  void shouldGoOnAloneWhenNobodyComes() {
    team.passTimeWhen(() -> true);

    Trained trained = team.lead(3);

    assertThat(trained.rigs()).isEqualTo(1);
    assertThat(work()).containsOnlyKeys(Team.OPERATOR.address());
    assertThat(team.board.calls()).isEmpty();
  }

  /** Time passes only while nobody but Bruno is waited for. */
  @Test
  void shouldLeaveOutWhoIsLateAndTakeHimBackWhenHeIsThere() {
    team.employ(Team.ANNA, "anna");
    team.board.stand(Team.BRUNO.address(), Standing.READY);
    AtomicBoolean isThere = new AtomicBoolean();
    team.passTimeWhen(() -> !isThere.get() && team.board.replies().size() == 1);
    JobWatch bruno =
        new JobWatch() {
          @Override
          public void onProgress(BountyId bounty, Progress progress, EpochReport last) {
            if (team.told("member-late").size() == 2 && !isThere.getAndSet(true)) {
              team.employ(Team.BRUNO, "bruno");
            }
          }
        };

    Trained trained = team.lead(EPOCHS, bruno);

    assertThat(trained.rigs()).isEqualTo(3);
    assertThat(team.told("member-late"))
        .hasSize(2)
        .first()
        .extracting(Note::message)
        .asString()
        .contains(Team.BRUNO.address().toString(), "in time");
    assertThat(team.told("joint-round"))
        .extracting(note -> note.details().get("in") + " of " + note.details().get("called"))
        .startsWith("2 of 3", "2 of 3", "2 of 2", "3 of 3")
        .endsWith("3 of 3");
  }

  /** The newest weights, the newest plan, and what each member sent last. */
  @Test
  void shouldHaveTheStoreKeepWhatARoundNeedsAndNoMore() {
    team.employ(Team.ANNA, "anna");
    team.employ(Team.BRUNO, "bruno");

    team.lead(5);
    long whileOn = team.pinned();
    team.endTheJob();
    team.retire();

    assertThat(whileOn).isEqualTo(4);
    assertThat(team.pinned()).isZero();
    assertThat(team.told("still-pinned")).isEmpty();
  }

  @Test
  void shouldGoOnWithoutWhomNothingCanBeSealedTo() {
    team.employ(Team.ANNA, "anna");
    team.board.stand(Team.BRUNO.address(), Standing.READY);
    team.loseKey(Team.BRUNO);

    assertThat(team.lead(3).rigs()).isEqualTo(2);
  }

  @Test
  void shouldNotWaitForWhoLostHisLease() {
    team.employ(Team.ANNA, "anna");
    team.board.stand(Team.BRUNO.address(), Standing.READY);
    JobWatch leaving =
        new JobWatch() {
          @Override
          public void onProgress(BountyId bounty, Progress progress, EpochReport last) {
            if (progress.epoch() == 2) {
              team.board.stand(Team.BRUNO.address(), Standing.ABSENT);
            }
          }
        };

    Trained trained = team.lead(4, leaving);

    assertThat(trained.rigs()).isEqualTo(2);
    assertThat(team.told("member-gone")).hasSize(1);
    assertThat(team.told("member-late")).isEmpty();
  }

  /** Killed after any line that he wrote, he ends the job, and no round is counted twice. */
  @Test
  void shouldGoOnAtTheRoundThatWasOnWhereverTheOperatorIsKilled() throws IOException {
    team.employ(Team.ANNA, "anna");
    team.employ(Team.BRUNO, "bruno");
    team.board.missEnds();
    team.lead(3);
    Path journal = team.journal("operator");
    List<String> lines = Files.readAllLines(journal);

    for (int kept = 1; kept < lines.size(); kept++) {
      Files.write(journal, lines.subList(0, kept));
      Trained trained = team.lead(3);

      assertThat(trained.reached().epochsDone()).as("line %d", kept).isEqualTo(3);
      assertThat(work().values().stream().mapToLong(samples -> samples).sum())
          .as("line %d", kept)
          .isEqualTo((long) SAMPLES * 3);
    }
    assertThat(lines).hasSize(3 + 2);
  }

  @Test
  void shouldSendWhatHeWroteDownWhenAMemberIsKilledBeforeHeSentIt() throws Exception {
    team.employ(Team.ANNA, "anna");
    team.board.stand(Team.BRUNO.address(), Standing.DECLINED);
    team.board.missEnds();
    team.lead(2);
    team.retire();
    List<Signed<RoundReply>> sent = team.board.loseReplies();
    List<String> written = Files.readAllLines(team.journal("anna"));

    team.employ(Team.ANNA, "anna");
    long end = System.nanoTime() + LONG.toNanos();
    while (team.board.replies().isEmpty() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }

    assertThat(sent).hasSize(1);
    assertThat(team.board.replies()).isEqualTo(sent);
    assertThat(Files.readAllLines(team.journal("anna"))).isEqualTo(written);
  }

  /** It comes back after some rests, and no time passes: nobody is left out for that. */
  @Test
  void shouldGoOnWhenTheBoardWasAway() {
    team.employ(Team.ANNA, "anna");
    team.board.stand(Team.BRUNO.address(), Standing.DECLINED);
    AtomicInteger rests = new AtomicInteger();
    team.passTimeWhen(
        () -> {
          if (rests.incrementAndGet() == 3) {
            team.board.setAway(false);
          }
          return false;
        });
    JobWatch outage =
        new JobWatch() {
          @Override
          public void onProgress(BountyId bounty, Progress progress, EpochReport last) {
            if (progress.epoch() == 3) {
              rests.set(0);
              team.board.setAway(true);
            }
          }
        };

    Trained trained = team.lead(4, outage);

    assertThat(trained.reached().epochsDone()).isEqualTo(4);
    assertThat(trained.rigs()).isEqualTo(2);
    assertThat(team.told("waiting")).isNotEmpty();
    assertThat(team.told("joint-round"))
        .allSatisfy(note -> assertThat(note.details()).containsEntry("in", "2"));
  }

  @Test
  void shouldEndWithWhatIsReachedBeforeNothingCanBeCommittedAnyMore() {
    team.employ(Team.ANNA, "anna");
    team.board.stand(Team.BRUNO.address(), Standing.DECLINED);
    JobWatch hurry =
        new JobWatch() {
          @Override
          public void onProgress(BountyId bounty, Progress progress, EpochReport last) {
            if (progress.epoch() == 3) {
              team.setLeft(Duration.ZERO);
            }
          }
        };

    Trained trained = team.lead(EPOCHS, hurry);

    assertThat(trained.reached().epochsDone()).isEqualTo(3);
    assertThat(team.told("ends-early")).hasSize(1);
  }

  @Test
  void shouldTrainOnNoOtherDataThanTheOperators() {
    team.employ(Team.ANNA, "anna", Digits.load().owners().get(0));
    team.board.stand(Team.BRUNO.address(), Standing.DECLINED);
    team.passTimeWhen(() -> !team.told("round-passed").isEmpty());

    Trained trained = team.lead(3);

    assertThat(trained.rigs()).isEqualTo(1);
    assertThat(team.told("round-passed"))
        .first()
        .extracting(Note::message)
        .asString()
        .contains("The plan counts " + SAMPLES + " samples");
  }
}
