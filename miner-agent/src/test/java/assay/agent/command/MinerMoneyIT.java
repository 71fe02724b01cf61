package assay.agent.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.agent.Agent;
import assay.agent.home.AgentHome;
import assay.agent.home.KeyInUseException;
import assay.agent.loop.KeyWatch;
import assay.agent.status.Earnings;
import assay.chain.ChainClient;
import assay.chain.TransactionSender;
import assay.chain.Wei;
import assay.registry.actor.Role;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A miner's money and key on a real chain. */
@Timeout(180)
class MinerMoneyIT {

  @TempDir private Path folder;
  private OwnerAndReader people;
  private AgentHome miner;

  @BeforeEach
  void settle() throws IOException {
    people = new OwnerAndReader(folder);
    miner = people.reader();
    try (Agent agent = OwnerAndReader.open(miner)) {
      agent.ensureAvailable(Wei.ofEther("2"));
    }
  }

  @AfterEach
  void stop() {
    people.close();
  }

  private Wei available() {
    try (Agent agent = OwnerAndReader.open(miner)) {
      return agent.actors().available(agent.address());
    }
  }

  @Test
  void shouldSayWhatAWithdrawalWouldDoAndSendNothing() throws IOException {
    Said said = people.assay(miner, "miner", "withdraw", "--amount=0.5", "--dry-run", "--json");

    assertThat(said.code()).isZero();
    JsonNode json = new ObjectMapper().readTree(said.out());
    assertThat(json.path("wei").asText()).isEqualTo("500000000000000000");
    assertThat(json.path("gas").asLong()).isGreaterThan(21_000);
    assertThat(json.has("transaction")).isFalse();
    assertThat(available()).isEqualTo(Wei.ofEther("2"));
  }

  @Test
  void shouldWithdrawAPartAndThenAllToWhomItIsTold() {
    AgentHome other = people.home("other");

    Said part = people.assay(miner, "miner", "withdraw", "--amount=0.5");
    Said rest = people.assay(miner, "miner", "withdraw", "--to=" + OwnerAndReader.addressOf(other));
    Said nothing = people.assay(miner, "miner", "withdraw");

    assertThat(part.out()).startsWith("Sent 0.5 ETH to " + OwnerAndReader.addressOf(miner));
    assertThat(rest.out()).startsWith("Sent 1.5 ETH to " + OwnerAndReader.addressOf(other));
    assertThat(nothing.code()).isEqualTo(1);
    assertThat(available()).isEqualTo(Wei.ZERO);
  }

  @Test
  void shouldRefuseMoreThanThereIs() {
    Said said = people.assay(miner, "miner", "withdraw", "--amount=3");

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err()).contains("2 ETH in the vault");
  }

  @Test
  void shouldHaveNoJobsNoBountiesAndNoEarningsAtFirst() throws IOException {
    Said jobs = people.assay(miner, "miner", "jobs", "--json");
    Said bounties = people.assay(miner, "miner", "bounties", "--json");

    assertThat(new ObjectMapper().readTree(jobs.out()).path("submitted")).isEmpty();
    assertThat(new ObjectMapper().readTree(bounties.out()).path("bounties")).isEmpty();
    try (Agent agent = OwnerAndReader.open(miner)) {
      assertThat(Earnings.of(agent)).isEqualTo(new Earnings(Wei.ZERO, Wei.ZERO, Wei.ofEther("2")));
    }
  }

  @Test
  void shouldAttestARigThatAnsweredAChallengeAndReplaceItByANewerOne() throws IOException {
    OwnerAndReader.join(people.owner(), Role.EVALUATOR);
    Path first = answered("first");
    Path second = answered("second");

    Said attested = people.assay(people.owner(), "miner", "attest", first.toString(), "--json");
    Path kept = Path.of(new ObjectMapper().readTree(attested.out()).path("file").asText());
    Said holds = verified(kept, "--again");
    Said twice = people.assay(people.owner(), "miner", "attest", first.toString(), "--json");
    Said strange = people.assay(miner, "miner", "attest", first.toString());
    Said meant =
        people.assay(
            people.owner(),
            "miner",
            "benchmark",
            "--challenge=" + folder.resolve("first-challenge.json"),
            "--out=" + folder.resolve("never.json"));
    Said newer = people.assay(people.owner(), "miner", "attest", second.toString());

    assertThat(attested.code()).as(attested.toString()).isZero();
    assertThat(attested.out()).contains("transaction");
    assertThat(holds.out()).startsWith("HOLDS");
    assertThat(twice.out()).doesNotContain("transaction").contains("seenMillis");
    assertThat(meant.err()).contains("the challenge is for " + OwnerAndReader.addressOf(miner));
    assertThat(strange.err()).contains("was not given from this home");
    assertThat(newer.out()).startsWith("Attested");
    assertThat(verified(kept).out()).startsWith("FAILS");
  }

  private Path answered(String name) {
    String challenge = folder.resolve(name + "-challenge.json").toString();
    Path report = folder.resolve(name + "-report.json");
    String rig = OwnerAndReader.addressOf(miner).toString();
    Said asked =
        people.assay(
            people.owner(),
            "miner",
            "challenge",
            rig,
            "--out=" + challenge,
            "--chains=2",
            "--steps=2");
    Said answer =
        people.assay(
            miner,
            "miner",
            "benchmark",
            "--challenge=" + challenge,
            "--out=" + report,
            "--workers=1",
            "--rounds=1",
            "--millis=1");
    assertThat(asked.code()).as(asked.toString()).isZero();
    assertThat(report).as(answer.toString()).exists();
    return report;
  }

  private Said verified(Path attestation, String... more) {
    List<String> words = new ArrayList<>(List.of("verify", "benchmark", attestation.toString()));
    words.addAll(List.of(people.chainOptions()));
    words.addAll(List.of(more));
    return Said.by(words.toArray(String[]::new));
  }

  @Test
  void shouldEndOnceSomebodyElseSendsWithItsKey() {
    AtomicLong nanos = new AtomicLong();
    try (Agent agent = OwnerAndReader.open(miner);
        ChainClient elsewhere = new ChainClient(agent.settings().chainSettings())) {
      KeyWatch watch = new KeyWatch(agent.sender(), nanos::get);
      watch.advance();
      agent.ensureAvailable(Wei.ofEther("3"));
      nanos.addAndGet(Duration.ofMinutes(1).toNanos());
      assertThatCode(watch::advance).doesNotThrowAnyException();

      new TransactionSender(elsewhere, miner.account())
          .send(agent.actors().deposit(Wei.ofEther("0.1")));
      nanos.addAndGet(Duration.ofMinutes(1).toNanos());

      assertThatThrownBy(watch::advance)
          .isInstanceOf(KeyInUseException.class)
          .hasMessageContaining("1 more than this agent knows of");
      assertThatCode(new KeyWatch(agent.sender(), nanos::get)::advance).doesNotThrowAnyException();
    }
  }
}
