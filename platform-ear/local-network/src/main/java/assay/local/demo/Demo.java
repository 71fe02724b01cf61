package assay.local.demo;

import assay.agent.Agent;
import assay.agent.AgentException;
import assay.agent.loop.Caretaker;
import assay.agent.loop.Membership;
import assay.agent.loop.Narrator;
import assay.agent.loop.Note;
import assay.agent.owner.DatasetPublisher;
import assay.agent.researcher.BountyAttendant;
import assay.agent.researcher.BountyDraft;
import assay.agent.researcher.BountyPoster;
import assay.agent.researcher.ModelCollector;
import assay.agent.researcher.ModelCollector.Delivered;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.Wei;
import assay.local.network.LocalNetwork;
import assay.local.process.LocalNetworkException;
import assay.registry.actor.Role;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.VersionId;
import assay.registry.ledger.Confirmed;
import assay.training.bounty.BountyId;
import assay.training.bounty.CorrectCount;
import assay.training.bounty.Score;
import assay.training.data.Digits;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.BountyState;
import assay.training.ledger.BountyTerms;
import assay.training.spec.Architectures;
import assay.training.spec.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The main job: owners register sealed parts of the digits, a researcher posts a bounty, the model
 * is trained by a miner or, by rounds, where the data is, the panel scores, the contract pays, the
 * researcher opens the model. Owners who let miners open their data and the researcher act here;
 * platform, miner, evaluators, sites and coordinator are processes of their own.
 */
public final class Demo implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final long POLL_MILLIS = 300;
  private static final int QUORUM = 2;
  private static final int FULL_WEIGHT = 10_000;
  private static final int HIDDEN_UNITS = 128;
  private static final String MINER = "miner";
  private static final String COORDINATOR = "coordinator";
  private static final long LARGEST_CHECKPOINT = 16L << 20;

  private final LocalNetwork network;
  private final DemoSettings settings;
  private final DemoPrinter printer;
  private final Participants people;
  private final Owners owners;
  private final RoundLines rounds;
  private final Stopwatch watch = new Stopwatch();
  private final Map<String, String> names = new ConcurrentHashMap<>();
  private final Map<String, String> modelHashes = new ConcurrentHashMap<>();
  private final Agent researcher;

  public Demo(LocalNetwork network, DemoSettings settings, DemoPrinter printer) {
    this.network = network;
    this.settings = settings;
    this.printer = printer;
    this.people = new Participants(network);
    this.researcher = people.open("researcher");
    names.put(researcher.address().hex(), "researcher");
    for (String agent : LocalNetwork.evaluatorNames()) {
      names.put(address(agent).hex(), agent);
    }
    names.put(address(MINER).hex(), MINER);
    this.rounds = new RoundLines(names);
    this.owners = owners();
  }

  private Owners owners() {
    if (settings.federated().isEmpty()) {
      return new OpenOwners(new DemoData(), people, this::narrator);
    }
    Address coordinator = address(COORDINATOR);
    names.put(coordinator.hex(), COORDINATOR);
    return new SiteOwners(network, people, printer, coordinator);
  }

  private Address address(String name) {
    return network.home(name).account().address();
  }

  /** What an agent of the network told; the network's listener must pass it on. */
  public void hear(String agent, Note note) {
    printer.hear(agent, note);
    rounds.hear(note).ifPresent(line -> printer.say("%-12s %s".formatted(agent, line)));
    if (note.event().equals("uploaded")) {
      modelHashes.put(note.subject(), note.details().getOrDefault("sha256", ""));
    }
  }

  /** Names for accounts, by lower-case hex. */
  public Map<String, String> names() {
    return Map.copyOf(names);
  }

  /**
   * Registers the datasets, posts the bounty and sees it through.
   *
   * @param onState hears each new state of the bounty
   */
  public DemoResult run(Consumer<BountyState> onState) {
    List<VersionId> versions = registerDatasets();
    watch.lap("register");
    waitForEvaluators();
    watch.lap("enrol");
    settings.federated().ifPresent(terms -> network.start(COORDINATOR));
    Confirmed<BountyId> posted = post(versions);
    people.employ(
        "researcher",
        narrator("researcher"),
        List.of(
            new BountyAttendant(researcher, narrator("researcher")),
            new Caretaker(researcher, narrator("researcher"), Duration.ZERO)));
    owners.approve(facts(posted.fact()).specHash());
    watch.lap("open");
    return follow(posted.fact(), onState);
  }

  @Override
  public void close() {
    people.close();
  }

  private List<VersionId> registerDatasets() {
    List<CompletableFuture<VersionId>> registrations = new ArrayList<>();
    for (int i = 0; i < owners.data().owners(); i++) {
      int owner = i;
      String name = owners.called() + "-" + (owner + 1);
      Agent agent = people.open(name);
      names.put(agent.address().hex(), name);
      registrations.add(CompletableFuture.supplyAsync(() -> register(owner, name, agent)));
    }
    return registrations.stream().map(CompletableFuture::join).toList();
  }

  private VersionId register(int owner, String name, Agent agent) {
    new Membership(agent, Role.DATA_OWNER).advance();
    try {
      Confirmed<DatasetId> registered =
          new DatasetPublisher(agent).publish(owners.data().draft(owner, agent.home().work()));
      printer.say(
          "%-12s Registered sealed dataset %s.  (block %d, %d gas)"
              .formatted(
                  name,
                  registered.fact(),
                  registered.receipt().block(),
                  registered.receipt().gasUsed()));
      owners.begin(name, agent);
      return new VersionId(registered.fact(), 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void waitForEvaluators() {
    List<Address> evaluators = LocalNetwork.evaluatorNames().stream().map(this::address).toList();
    await(
        "evaluators to enrol",
        () ->
            evaluators.stream().allMatch(researcher.actors()::hasChain)
                ? Optional.of(true)
                : Optional.empty());
  }

  private Confirmed<BountyId> post(List<VersionId> versions) {
    new Membership(researcher, Role.RESEARCHER).advance();
    Address platform = address("platform-operator");
    names.put(platform.hex(), "platform");
    Confirmed<BountyId> posted = new BountyPoster(researcher).post(draft(versions, platform));
    printer.say(
        "%-12s Posted bounty %s: 3 ETH for accuracy >= %s.  (block %d, %d gas)"
            .formatted(
                "researcher",
                posted.fact(),
                settings.threshold(),
                posted.receipt().block(),
                posted.receipt().gasUsed()));
    return posted;
  }

  private BountyDraft draft(List<VersionId> versions, Address platform) {
    return new BountyDraft(
        "Read handwritten digits",
        "A small perceptron that reads 8 by 8 images of digits.",
        Architectures.perceptron(
            Digits.FORMAT.width(), HIDDEN_UNITS, Digits.FORMAT.classes(), Digits.FORMAT.high()),
        owners.data().test(),
        Metric.ACCURACY,
        settings.threshold(),
        weights(versions),
        new BountyTerms.Panel(LocalNetwork.EVALUATORS, QUORUM, LARGEST_CHECKPOINT),
        BountyTerms.Money.inEther(
            Wei.ofEther("3"), Wei.ofEther("0.3"), Wei.ofEther("0.1"), Wei.ofEther("0.03"), QUORUM),
        BountyTerms.Split.standard(platform),
        settings.windows(),
        settings.federated(),
        settings.federated().isPresent());
  }

  /** Equal parts; what does not divide goes to the first. */
  private static List<BountyTerms.DatasetWeight> weights(List<VersionId> versions) {
    int each = FULL_WEIGHT / versions.size();
    List<BountyTerms.DatasetWeight> weights = new ArrayList<>();
    for (VersionId version : versions) {
      int weight = weights.isEmpty() ? FULL_WEIGHT - each * (versions.size() - 1) : each;
      weights.add(new BountyTerms.DatasetWeight(version, weight, true));
    }
    return weights;
  }

  private DemoResult follow(BountyId bounty, Consumer<BountyState> onState) {
    ModelCollector collector = new ModelCollector(researcher);
    BountyState last = BountyState.NONE;
    Optional<Delivered> delivered = Optional.empty();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      network.requireAlive();
      researcher.events().refresh();
      Optional<BountyFacts> facts = BountyFacts.of(researcher.events(), bounty);
      if (facts.isPresent()) {
        if (facts.get().state() != last) {
          watch.lap(last == BountyState.NONE ? "open" : DemoJson.words(last.name()));
          last = facts.get().state();
          printer.say("%-12s %s".formatted("bounty", DemoJson.words(last.name())));
          onState.accept(last);
        }
        delivered = delivered.or(() -> collected(collector, facts.get()));
        if (last.isFinal()) {
          return result(facts.get(), delivered);
        }
      }
      pause();
    }
    throw new LocalNetworkException(
        "Bounty %s was still %s after %d minutes.".formatted(bounty, last, PATIENCE.toMinutes()));
  }

  private Optional<Delivered> collected(ModelCollector collector, BountyFacts facts) {
    if (facts.state() != BountyState.DELIVERING && facts.state() != BountyState.SETTLED) {
      return Optional.empty();
    }
    try {
      Optional<Delivered> model = collector.collect(facts);
      model.ifPresent(
          found -> printer.say("%-12s Opened the model %s.".formatted("researcher", found.file())));
      return model;
    } catch (AgentException e) {
      return Optional.empty(); // The platform may be restarting; the next look tries again.
    }
  }

  private DemoResult result(BountyFacts facts, Optional<Delivered> delivered) {
    return new DemoResult(
        facts.id(),
        facts.state(),
        facts.winnerCount().map(count -> Score.of(new CorrectCount(count, facts.privateCount()))),
        settings.threshold(),
        facts.payouts().stream()
            .map(paid -> new DemoResult.Payout(paid.role(), paid.to(), paid.amount()))
            .toList(),
        facts
            .winner()
            .flatMap(facts::submission)
            .flatMap(winner -> winner.checkpoint())
            .map(checkpoint -> checkpoint.cid().text()),
        Optional.ofNullable(modelHashes.get(facts.id().toString())),
        delivered.map(Demo::sha256),
        new GasBook(researcher.chain()).read(researcher.events()),
        watch.laps(),
        settings.federated().map(terms -> checkedRounds(facts.id())),
        shares(facts));
  }

  private static List<DemoResult.Share> shares(BountyFacts facts) {
    List<Integer> measured = facts.measuredShares().orElse(List.of());
    List<DemoResult.Share> shares = new ArrayList<>();
    for (int i = 0; i < measured.size(); i++) {
      shares.add(new DemoResult.Share(facts.datasets().get(i).owner(), measured.get(i)));
    }
    return shares;
  }

  private CheckedRounds checkedRounds(BountyId bounty) {
    return new RoundWitness(researcher, address(COORDINATOR), network.folder().root())
        .check(bounty);
  }

  private BountyFacts facts(BountyId bounty) {
    researcher.events().refresh();
    return BountyFacts.of(researcher.events(), bounty).orElseThrow();
  }

  private static String sha256(Delivered delivered) {
    try {
      return Bytes32.sha256(Files.readAllBytes(delivered.file())).hex().substring(2);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Narrator narrator(String name) {
    return new Narrator(Clock.systemUTC(), note -> hear(name, note));
  }

  private <T> T await(String what, Supplier<Optional<T>> condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      network.requireAlive();
      Optional<T> found = condition.get();
      if (found.isPresent()) {
        return found.get();
      }
      pause();
    }
    throw new LocalNetworkException("Waited in vain for " + what + ".");
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalNetworkException("The demo was stopped.", e);
    }
  }
}
