package assay.agent.command;

import static assay.agent.command.OwnerAndReader.addressOf;
import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.Agent;
import assay.agent.approval.GrantWatch;
import assay.agent.loop.Narrator;
import assay.agent.loop.Note;
import assay.chain.Bytes32;
import assay.chain.Wei;
import assay.registry.grant.AccessGrant;
import assay.registry.grant.GrantId;
import assay.registry.ledger.GrantCalls;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an owner hears of his grants, on a real chain. */
@Timeout(120)
class GrantWatchIT {

  @TempDir private Path folder;
  private final List<Note> notes = new ArrayList<>();
  private OwnerAndReader people;
  private String dataset;

  @BeforeEach
  void settle() throws IOException {
    people = new OwnerAndReader(folder);
    dataset = people.registered();
  }

  @AfterEach
  void stop() {
    people.close();
  }

  private String grant(String... options) {
    Said granted =
        Said.by(
            options,
            "dataset",
            "grant",
            dataset,
            addressOf(people.reader()).toString(),
            "--home=" + people.owner().folder());
    assertThat(granted.code()).isZero();
    return granted.out().strip();
  }

  private void use(String id) {
    try (Agent agent = OwnerAndReader.open(people.reader())) {
      AccessGrant grant = agent.ledger().grant(new GrantId(new Bytes32(id))).orElseThrow();
      agent.ensureAvailable(Wei.ofEther("1"));
      agent.sender().send(new GrantCalls(agent.chain(), agent.deployment()).use(grant.deed()));
    }
  }

  /** Two rounds of an agent that was started anew. */
  private void watch() {
    try (Agent agent = OwnerAndReader.open(people.owner())) {
      GrantWatch watch = new GrantWatch(agent, new Narrator(Clock.systemUTC(), notes::add));
      watch.advance();
      watch.advance();
    }
  }

  @Test
  void shouldTellOnceOfEachUseAndOfWhatWasPaid() {
    String early = grant();
    use(early);
    watch();
    String priced = grant("--price=0.25");
    use(priced);
    use(early);

    watch();
    watch();

    assertThat(notes).extracting(Note::event).containsExactly("grant-paid", "grant-used");
    assertThat(notes.get(0).message()).contains(dataset).contains("paid 0.25 ETH");
    assertThat(notes.get(0).details()).containsEntry("grant", priced);
  }

  @Test
  void shouldTellOnceOfAGrantThatIsAboutToExpire() {
    String id = grant("--days=40");
    grant("--days=60");
    people.pass(Duration.ofDays(36));
    watch();
    assertThat(notes).isEmpty();

    people.pass(Duration.ofDays(2));
    watch();
    watch();

    assertThat(notes).extracting(Note::event).containsExactly("grant-expires");
    assertThat(notes.get(0).subject()).isEqualTo(id);
  }

  @Test
  void shouldNotTellOfTheExpiryOfWhatHasEndedBefore() {
    grant("--days=10");
    people.assay(people.owner(), "dataset", "revoke", dataset, "--all");
    people.pass(Duration.ofDays(9));
    people.pass(Duration.ofHours(12));

    watch();

    assertThat(notes).isEmpty();
  }
}
