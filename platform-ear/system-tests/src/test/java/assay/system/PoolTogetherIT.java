package assay.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.agent.Agent;
import assay.agent.joint.RoundBoardContract;
import assay.agent.loop.Note;
import assay.agent.platform.PlatformRefusedException;
import assay.agent.platform.RoundBoard;
import assay.agent.pool.PoolMember;
import assay.agent.pool.PoolOperator;
import assay.chain.Account;
import assay.chain.Address;
import assay.chain.Wei;
import assay.local.process.ChildProcess;
import assay.local.process.JavaCommand;
import assay.registry.dataset.ContractAt;
import assay.registry.grant.Purpose;
import assay.registry.ledger.GrantFacts;
import assay.training.bounty.BountyId;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.BountyState;
import assay.training.ledger.BountyTerms;
import assay.training.ledger.PayoutRole;
import assay.training.pool.PoolFee;
import assay.training.pool.Shares;
import assay.training.pool.Work;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An operator and two members of his pool, each a process with a key of its own, train one bounty
 * together over platform and store, by the very commands of the guide. A member and the operator
 * die by SIGKILL on the way; the bounty settles, and what it paid is shared to the wei.
 */
@Tag("release")
class PoolTogetherIT {

  private static final Duration LONG = Duration.ofMinutes(5);
  private static final String OPERATOR = "miner-operator";
  private static final List<String> MEMBERS = List.of("miner-anna", "miner-bruno");
  private static final String UNNAMED = "miner-unnamed";
  private static final PoolFee FEE = new PoolFee(250);
  private static final int EPOCHS = 16;

  /** Long enough for any machine; nobody waits them out ({@link Hurry}). */
  private static final BountyTerms.Windows PATIENT =
      new BountyTerms.Windows(300, 300, 900, 300, 600, 300, 3, 240, 60);

  private static Town town;
  private static Agent watcher;
  private static Owner owner;

  @BeforeAll
  static void startTown() throws Exception {
    town = Town.start("pool-together");
    town.network().stop("miner");
    watcher = town.open("watcher");
    owner = Owner.settle(town, "owner", 0).approveAll(town, "owner");
    town.awaitEvaluators(watcher);
    town.employUsher();
    town.employ("hurry", new Hurry(town, town.open("hurry"), Lull.undisturbed(town, 1)));
    openThePool();
  }

  private static void openThePool() throws Exception {
    Wait.until(
        "the pool's description", LONG, () -> town.briefly(OPERATOR, PoolTogetherIT::isPool));
    for (String member : MEMBERS) {
      town.briefly(member, agent -> new PoolMember(agent).join(address(OPERATOR), FEE));
      settings(member, "pool.jobs=true");
    }
    town.briefly(UNNAMED, agent -> new PoolMember(agent).join(address(OPERATOR), FEE));
    settings(OPERATOR, "pool.together=true", "pool.round-seconds=20", "epochs=" + EPOCHS);
  }

  private static boolean isPool(Agent agent) {
    try {
      new PoolOperator(agent).announce(new PoolOperator.Words("Deep Digits", FEE, "", ""));
      return true;
    } catch (PlatformRefusedException e) {
      return false;
    }
  }

  private static void settings(String name, String... lines) throws IOException {
    Files.write(town.network().home(name).minerSettings(), List.of(lines));
  }

  @AfterAll
  static void endTown() throws Exception {
    if (town != null) {
      town.end();
    }
  }

  @Test
  void shouldTrainTogetherThoughSomeAreKilledAndShareToTheWei() throws Exception {
    Job job =
        Job.post(
            town,
            "researcher",
            new Job.Wish(Models.softmax("output"), "0.5", List.of(owner.version())),
            PATIENT);
    String id = job.id().toString();
    job.await(BountyState.OPEN, LONG);
    Stream.concat(Stream.of(OPERATOR), MEMBERS.stream()).forEach(town.network()::start);
    String members = address(MEMBERS.get(0)) + "," + address(MEMBERS.get(1));
    run(OPERATOR, "pool", "dispatch", id, "--members", members, "--together", "--json");

    requireNoLeaseForWhoIsNotNamed();

    awaitRound("3", 2);
    JsonNode jobs = run(OPERATOR, "pool", "jobs", "--json").path("jobs").path(0);
    town.network().stop(MEMBERS.get(1));
    town.notes().await(OPERATOR, "member-late", LONG);
    town.network().stop(OPERATOR);
    town.network().start(OPERATOR);
    town.notes().await(OPERATOR, "resumed", LONG);
    BountyFacts end = job.awaitEnd(LONG);

    assertThat(jobs.path("members")).hasSize(2);
    assertThat(jobs.path("together").asBoolean()).isTrue();
    assertThat(end.state()).isEqualTo(BountyState.SETTLED);
    assertThat(end.winner()).contains(address(OPERATOR));
    assertThat(end.submissions()).hasSize(1);
    watcher.events().refresh();
    for (String member : MEMBERS) {
      assertThat(
              new GrantFacts(watcher.events())
                  .given(owner.version(), address(member), Purpose.TRAIN))
          .as("own grant of %s", member)
          .isNotEmpty();
    }
    requireShared(end, job);
  }

  /** The platform's board of joint rounds, over its API; by now nobody's miner runs. */
  @Nested
  class PlatformBoard extends RoundBoardContract {

    private static final Map<Address, Agent> AGENTS = new HashMap<>();
    private static People people;
    private static BountyId bounty;
    private static ContractAt registry;

    @BeforeAll
    static void gather() throws Exception {
      Account operator = enter(OPERATOR);
      people = new People(registry, operator, enter(MEMBERS.get(0)), enter(MEMBERS.get(1)));
      Job job =
          Job.post(
              town,
              "another-researcher",
              new Job.Wish(Models.softmax("output"), "0.5", List.of(owner.version())),
              PATIENT);
      bounty = job.id();
      job.await(BountyState.OPEN, LONG);
    }

    private static Account enter(String name) {
      Agent agent = town.open(name);
      registry = agent.pools().registry();
      AGENTS.put(agent.address(), agent);
      return agent.sender().account();
    }

    @Override
    protected People people() {
      return people;
    }

    @Override
    protected BountyId bounty() {
      return bounty;
    }

    @Override
    protected RoundBoard board(Account account) {
      return agent(account).platform().rounds();
    }

    @Override
    protected void lease(Account member) {
      try {
        Wait.until(
            "a lease of " + member.address(),
            LONG,
            () -> agent(member).platform().poolJobs().claim().isPresent());
      } catch (InterruptedException e) {
        throw new AssertionError("Nobody waits for the lease any more.", e);
      }
    }

    private static Agent agent(Account account) {
      return Objects.requireNonNull(AGENTS.get(account.address()));
    }
  }

  private static void requireNoLeaseForWhoIsNotNamed() {
    assertThatThrownBy(() -> town.briefly(UNNAMED, agent -> agent.platform().poolJobs().claim()))
        .isInstanceOfSatisfying(
            PlatformRefusedException.class,
            refused -> {
              assertThat(refused.status()).isEqualTo(403);
              assertThat(refused.code()).isEqualTo("not-named");
            })
        .hasMessageContaining("ask him to name you");
  }

  /** As many rounds with that many rigs in. */
  private static void awaitRound(String rigs, int times) throws InterruptedException {
    Wait.until(
        times + " rounds with " + rigs + " rigs after " + town.notes().of(OPERATOR),
        LONG,
        () ->
            town.notes().of(OPERATOR, "joint-round").stream()
                    .map(Note::details)
                    .filter(details -> details.get("in").equals(rigs))
                    .count()
                >= times);
  }

  private static void requireShared(BountyFacts end, Job job) throws Exception {
    town.network().stop(OPERATOR);
    town.network().stop(MEMBERS.get(0));
    String id = job.id().toString();
    JsonNode proposed = run(OPERATOR, "pool", "pay", id, "--json");
    JsonNode paid = run(OPERATOR, "pool", "pay", id, "--yes", "--json");
    JsonNode again = run(OPERATOR, "pool", "pay", id, "--yes", "--json");

    Wei market =
        end.payouts().stream()
            .filter(payout -> payout.role() == PayoutRole.MINER)
            .map(BountyFacts.Payout::amount)
            .reduce(Wei.ZERO, Wei::plus);
    Shares expected = Shares.of(market, FEE, work(end));
    System.out.println("Paid " + market + " wei, shared " + expected.parts());
    assertThat(proposed.path("shares").path(0).path("transaction").isTextual()).isFalse();
    assertThat(paid.path("paidWei").asText()).isEqualTo(market.toString());
    assertThat(again.path("shares")).isEqualTo(paid.path("shares"));
    watcher.events().refresh();
    for (String member : MEMBERS) {
      assertThat(sent(address(member)))
          .as(member)
          .isEqualTo(expected.parts().get(address(member)))
          .isGreaterThan(Wei.ZERO);
    }
  }

  /** What the operator's journal counts, read again here. */
  private static List<Work> work(BountyFacts end) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<Work> works = new ArrayList<>();
    Path journal = town.network().home(OPERATOR).journal();
    for (String line : Files.readAllLines(journal)) {
      JsonNode entry = json.readTree(line);
      if (entry.path("step").asText().equals("joint-weights")
          && entry.path("subject").asText().endsWith(end.id().toString())) {
        for (JsonNode one : json.readTree(entry.path("facts").path("work").asText()).path("work")) {
          works.add(
              new Work(
                  new Address(one.path("member").asText().toLowerCase(Locale.ROOT)),
                  one.path("samples").asLong(),
                  1));
        }
      }
    }
    return works;
  }

  private static Wei sent(Address to) {
    return watcher.events().named("Withdrawn").stream()
        .filter(event -> event.address("account").equals(address(OPERATOR)))
        .filter(event -> event.address("to").equals(to))
        .map(event -> event.wei("amount"))
        .reduce(Wei.ZERO, Wei::plus);
  }

  private static Address address(String name) {
    return town.network().home(name).account().address();
  }

  /** A command of its own, as people type it; gives the JSON that it printed. */
  private static JsonNode run(String name, String... words) throws Exception {
    List<String> out = new CopyOnWriteArrayList<>();
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.addAll(List.of("--home", town.network().home(name).folder().toString()));
    Path log = town.network().folder().log("command-" + words[1]);
    try (ChildProcess command =
        ChildProcess.start(
            "assay " + words[1],
            log,
            JavaCommand.assay(192, arguments.toArray(String[]::new)),
            Map.of(),
            out::add)) {
      Wait.until("the end of " + arguments, LONG, () -> !command.isAlive());
      return Wait.forSome(
          "the answer of " + arguments + " in " + out,
          Duration.ofSeconds(10),
          () ->
              out.stream()
                  .filter(line -> line.startsWith("{"))
                  .findFirst()
                  .map(PoolTogetherIT::tree));
    }
  }

  private static JsonNode tree(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
