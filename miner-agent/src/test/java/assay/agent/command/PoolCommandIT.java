package assay.agent.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.agent.Agent;
import assay.agent.home.AgentHome;
import assay.agent.loop.Narrator;
import assay.agent.loop.Note;
import assay.agent.platform.PoolBoard;
import assay.agent.pool.OfferGiver;
import assay.agent.pool.PoolPayer;
import assay.agent.pool.PoolRuleException;
import assay.agent.pool.PoolSettings;
import assay.agent.pool.RigPublisher;
import assay.agent.pool.WorkFile;
import assay.agent.rig.Device;
import assay.agent.rig.Observation;
import assay.agent.rig.Reading;
import assay.agent.rig.RigReport;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.Wei;
import assay.training.bounty.BountyId;
import assay.training.pool.PoolEntry;
import assay.training.pool.PoolFee;
import assay.training.pool.Shares;
import assay.training.spec.Architectures;
import assay.training.spec.ModelSpecJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A pool, its operator and a member on a real chain. */
@Timeout(180)
class PoolCommandIT {

  private static final BountyId JOB = new BountyId(Bytes32.keccak256("a job"));
  private static final BountyId OTHER_JOB = new BountyId(Bytes32.keccak256("another job"));

  @TempDir private static Path folder;
  private static OwnerAndReader people;
  private static PoolBoard board;
  private static AgentHome operator;
  private static AgentHome miner;
  private static String pool;

  @BeforeAll
  static void settle() throws IOException {
    people = new OwnerAndReader(folder);
    board = new PoolBoard(people.mailbox());
    operator = people.owner();
    miner = people.reader();
    pool = OwnerAndReader.addressOf(operator).toString();
  }

  @AfterAll
  static void stop() {
    people.close();
  }

  private static Said create(int fee) {
    return people.assay(operator, "pool", "create", "--name=Deep Digits", "--fee=" + fee);
  }

  private static Said join(String... more) {
    return Said.by(more, "pool", "join", pool, "--home=" + miner.folder());
  }

  private static PoolEntry entry() {
    try (Agent agent = OwnerAndReader.open(miner)) {
      return agent.pools().entryOf(agent.address());
    }
  }

  @Test
  void shouldJoinForTheAnnouncedFeeShowTheRigAndLeave() throws IOException {
    assertThat(create(250).code()).isZero();

    Said joined = join();
    JsonNode shown =
        new ObjectMapper().readTree(people.assay(miner, "pool", "show", "--json").out());
    Said table = people.assay(operator, "pool", "show");
    Said list = people.assay(miner, "pool", "list");

    assertThat(joined.err()).isEmpty();
    assertThat(entry()).isEqualTo(new PoolEntry(new Address(pool), new PoolFee(250)));
    assertThat(shown.path("name").asText()).isEqualTo("Deep Digits");
    assertThat(shown.path("members").path(0).path("feeBps").asInt()).isEqualTo(250);
    assertThat(shown.path("members").path(0).path("devices").path(0).path("kind").asText())
        .isEqualTo("cpu");
    assertThat(table.out()).contains("2.5 %", OwnerAndReader.addressOf(miner).toString(), "dl4j");
    assertThat(list.out()).contains(pool, "Deep Digits");

    assertThat(people.assay(miner, "pool", "leave").out()).contains("left pool " + pool);
    assertThat(entry()).isEqualTo(PoolEntry.NONE);
    assertThat(people.assay(miner, "pool", "leave").err()).contains("is in no pool");
    assertThat(people.assay(operator, "pool", "show").out()).contains("no members yet");
  }

  @Test
  void shouldRefuseToJoinOneselfAStrangerAndTooHighAFee() {
    create(1_500);

    assertThat(people.assay(operator, "pool", "join", pool).err()).contains("its own pool");
    assertThat(people.assay(miner, "pool", "join", "0x" + "12".repeat(20)).err())
        .contains("is no pool");
    assertThat(join().err()).contains("takes 15 %", "--max-fee 1500");
    assertThat(join("--max-fee=1500").code()).isZero();
    assertThat(create(5_001).err()).contains("limit of 50 %");
  }

  @Test
  void shouldShowWhoPaysAnotherFeeThanIsAnnounced() {
    create(100);
    join();

    create(300);

    assertThat(people.assay(operator, "pool", "show").out())
        .contains("pays 1 % by his entry on the chain, not the announced 3 %");
  }

  @Test
  void shouldBelieveNoPlatform() {
    create(100);
    ObjectNode cheaper = board.pool(pool).deepCopy();
    board.forge(pool, cheaper.put("feeBps", 10));

    assertThat(join().err()).contains("is no pool");
    assertThat(people.assay(miner, "pool", "list").out()).isEmpty();
  }

  @Test
  void shouldShowAnInventoryOnlyIfItIsTheOneOnChainAndDrawNothingElsewhere() {
    create(100);
    join();
    RigReport hostile =
        new RigReport(
            List.of(
                new Observation(
                    new Device.Cpu("\u001b[2J\u202eevil\r\n" + "x".repeat(200), 8, 1L << 34),
                    Reading.NONE)),
            List.of());
    try (Agent agent = OwnerAndReader.open(miner)) {
      new RigPublisher(agent, () -> hostile).advance();
    }

    Said shown = people.assay(operator, "pool", "show");
    board.loseRigs();
    Said lost = people.assay(operator, "pool", "show");

    assertThat(shown.out()).contains("evil").doesNotContain("\u001b", "\u202e", "\r");
    assertThat(shown.out().lines()).hasSize(8);
    assertThat(lost.out()).contains("(no inventory)");
  }

  @Test
  void shouldNotPublishAnUnchangedRigAgain() {
    try (Agent agent = OwnerAndReader.open(miner)) {
      new RigPublisher(agent, () -> RigReport.EMPTY).advance();
      Bytes32 first = agent.pools().rigOf(agent.address());
      long sent = agent.sender().firstUnused();
      board.loseRigs();

      new RigPublisher(agent, () -> RigReport.EMPTY).advance();

      assertThat(agent.pools().rigOf(agent.address())).isEqualTo(first);
      assertThat(agent.platform().pools().inventory(agent.address())).isPresent();
      assertThat(agent.sender().firstUnused()).isEqualTo(sent);
    }
  }

  @Test
  void shouldAnswerWhatAResearcherAsksWithWhatTheMembersHave() throws IOException {
    create(100);
    join();
    Path model = folder.resolve("model.json");
    Files.write(model, ModelSpecJson.write(Architectures.perceptron(64, 16, 10, 1)));
    String[] ask = {
      "pool", "ask", "--model=" + model, "--samples=1000", "--epochs=5", "--wait=0", "--json"
    };
    JsonNode asked = new ObjectMapper().readTree(people.assay(miner, ask).out());
    AtomicLong nanos = new AtomicLong();
    PoolSettings settings = new PoolSettings(Wei.ofEther("0.36"), 1e9, Duration.ofHours(1));
    List<Note> notes = new ArrayList<>();

    try (Agent agent = OwnerAndReader.open(operator)) {
      Narrator narrator = new Narrator(Clock.systemUTC(), notes::add);
      OfferGiver giver = new OfferGiver(agent, narrator, settings, nanos::get);
      giver.advance();
      nanos.addAndGet(Duration.ofMinutes(1).toNanos());
      giver.advance();
    }
    JsonNode answered = new ObjectMapper().readTree(people.assay(miner, ask).out());

    assertThat(asked.path("offers")).isEmpty();
    assertThat(notes).extracting(Note::event).containsExactly("offered");
    assertThat(answered.path("question")).isEqualTo(asked.path("question"));
    assertThat(answered.path("offers")).hasSize(1);
    assertThat(answered.path("offers").path(0).path("pool").asText()).isEqualTo(pool);
    assertThat(answered.path("offers").path(0).path("priceWei").asText())
        .isEqualTo("100000000000000");
  }

  /** Killed after any line that it wrote, the next run pays what is left and nothing twice. */
  @Test
  void shouldPayEverybodyOnceWhereverItIsKilled() throws IOException {
    create(1_000);
    join();
    Address member = OwnerAndReader.addressOf(miner);
    WorkFile work = work(member, "300", OwnerAndReader.addressOf(operator), "100");
    PoolPayer.Job job = new PoolPayer.Job(JOB, Wei.of("1000000000000000003"));
    Wei before = balance(member);
    Path journal = operator.journal();
    List<String> start = Files.readAllLines(journal);
    try (Agent agent = OwnerAndReader.open(operator)) {
      agent.events().refresh();
      PoolPayer payer = new PoolPayer(agent);
      Shares shares = payer.reckon(job, new PoolFee(1_000), work);
      assertThat(shares.parts()).containsEntry(member, Wei.of("675000000000000002"));
      payer.decide(job, new PoolFee(1_000), work);
      assertThat(payer.pay(JOB)).containsOnlyKeys(member);
    }
    List<String> end = Files.readAllLines(journal);

    for (int lines = start.size() + 1; lines <= end.size(); lines++) {
      Files.write(journal, end.subList(0, lines));
      try (Agent agent = OwnerAndReader.open(operator)) {
        new PoolPayer(agent).pay(JOB);
      }
      assertThat(balance(member).minus(before))
          .as("after line %d", lines)
          .isEqualTo(Wei.of("675000000000000002"));
    }
    assertThat(end.size() - start.size()).isEqualTo(2);
    assertThat(people.assay(miner, "pool", "show").out()).contains("0.675000000000000002");
  }

  @Test
  void shouldRefuseToDecideTwiceToPayStrangersAndToTakeMoreThanAgreed() throws IOException {
    create(100);
    join();
    Address member = OwnerAndReader.addressOf(miner);
    PoolPayer.Job job = new PoolPayer.Job(OTHER_JOB, Wei.of("1000"));
    WorkFile work = work(member, "1", member, "2");
    try (Agent agent = OwnerAndReader.open(operator)) {
      agent.events().refresh();
      PoolPayer payer = new PoolPayer(agent);
      payer.decide(job, PoolFee.NONE, work);

      payer.decide(job, PoolFee.NONE, work);

      assertThatThrownBy(() -> payer.decide(job, new PoolFee(1), work))
          .isInstanceOf(PoolRuleException.class)
          .hasMessageContaining("decided before");
      assertThatThrownBy(() -> payer.reckon(job, new PoolFee(101), work))
          .hasMessageContaining("joined for a fee of 1 %");
      WorkFile stranger = work(new Address("0x" + "12".repeat(20)), "1", member, "1");
      assertThatThrownBy(() -> payer.reckon(job, PoolFee.NONE, stranger))
          .hasMessageContaining("never was in this pool");
    }
    assertThat(people.assay(operator, "pool", "pay", JOB.toString()).err()).contains("No bounty");
  }

  private static WorkFile work(Address one, String samples, Address other, String others)
      throws IOException {
    Path file = folder.resolve("work-" + samples + one.hex() + ".json");
    Files.writeString(
        file,
        """
        {"work": [{"member": "%s", "samples": %s, "weight": 1},
                  {"member": "%s", "samples": %s, "weight": 1}]}
        """
            .formatted(one, samples, other, others));
    return WorkFile.read(file);
  }

  private static Wei balance(Address account) {
    try (Agent agent = OwnerAndReader.open(miner)) {
      return agent.chain().balance(account);
    }
  }
}
