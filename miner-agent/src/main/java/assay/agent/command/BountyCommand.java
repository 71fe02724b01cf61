package assay.agent.command;

import assay.agent.Agent;
import assay.agent.home.AgentHome;
import assay.agent.home.AgentSettings;
import assay.agent.loop.AgentLoop;
import assay.agent.loop.Caretaker;
import assay.agent.loop.KeyWatch;
import assay.agent.loop.Narrator;
import assay.agent.researcher.BountyAttendant;
import assay.agent.researcher.DraftFile;
import assay.chain.Address;
import assay.chain.ChainClient;
import assay.chain.DeploymentManifest;
import assay.chain.FinalEvents;
import assay.chain.Wei;
import assay.training.bounty.BountyId;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.SubmissionFacts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Posts bounties, looks at them on the chain itself, attends to one's own, challenges others'. */
@Command(
    name = "bounty",
    description =
        "Post bounties, look at them on the chain, attend to them, collect, challenge, reckon costs.",
    subcommands = {
      BountyPostCommand.class,
      BountyCollectCommand.class,
      BountyEstimateCommand.class
    })
final class BountyCommand {

  /** What 'post' reads. */
  @Command(name = "example", description = "Print a draft to write one's own into.")
  int example() throws IOException {
    try (InputStream draft = DraftFile.class.getResourceAsStream("bounty.yaml")) {
      System.out.print(
          new String(Objects.requireNonNull(draft).readAllBytes(), StandardCharsets.UTF_8));
    }
    return 0;
  }

  /** Takes one's own back. */
  @Command(
      name = "cancel",
      description = "Take a bounty back before its public sample is shown; costs the opening fee.")
  int cancel(
      @Mixin HomeOption home,
      @Parameters(paramLabel = "ID", description = "The bounty's id or a unique beginning of it.")
          String prefix) {
    try (OpenAgent open = new OpenAgent(home)) {
      Agent agent = open.agent();
      BountyId bounty = find(agent.events(), agent.chain(), prefix).id();
      agent.sender().send(agent.market().cancel(bounty));
      System.out.println(bounty);
    }
    return 0;
  }

  /** All bounties, oldest first. */
  @Command(name = "list", description = "List bounties, oldest first.")
  int list(@Mixin HomeOption home) {
    withEvents(
        home.home(),
        (events, chain) -> {
          List<BountyFacts> bounties = BountyFacts.all(events);
          if (bounties.isEmpty()) {
            System.err.println("There is no bounty yet; 'assay bounty post' posts one.");
          }
          bounties.forEach(BountyCommand::printLine);
        });
    return 0;
  }

  /** One bounty. */
  @Command(name = "show", description = "Show one bounty.")
  int show(
      @Mixin HomeOption home,
      @Parameters(paramLabel = "ID", description = "The bounty's id or a unique beginning of it.")
          String prefix) {
    withEvents(home.home(), (events, chain) -> print(find(events, chain, prefix)));
    return 0;
  }

  /** Doubts the verdicts of one bounty. */
  @Command(
      name = "challenge",
      description = "Doubt the verdicts of a scored bounty; locks the fees of a second panel.")
  int challenge(
      @Mixin HomeOption home,
      @Parameters(paramLabel = "ID", description = "The bounty's id or a unique beginning of it.")
          String prefix) {
    try (OpenAgent open = new OpenAgent(home)) {
      Agent agent = open.agent();
      BountyFacts bounty = find(agent.events(), agent.chain(), prefix);
      if (bounty.token().equals(Address.ZERO)) {
        agent.ensureAvailable(bounty.challengeBond());
      }
      agent.sender().send(agent.market().challenge(bounty.id()));
      System.out.printf(
          "Challenged %s with %s.%n", bounty.id(), amount(bounty.challengeBond(), bounty.token()));
    }
    return 0;
  }

  /** A researcher's duties after the posting. */
  @Command(
      name = "attend",
      description =
          "Attend to the bounties that this home posted, until stopped: reveal the public samples,"
              + " give the panel its keys, complain if no model comes.")
  int attend(@Mixin HomeOption home, @Mixin NotesOption notes) {
    Clock clock = Clock.systemUTC();
    Narrator narrator = notes.narrator(clock);
    try (Agent agent = Agent.open(home.home(), clock, new SecureRandom())) {
      RunningAgents.runAlone(
          agent,
          new AgentLoop(
                  narrator,
                  agent::requireKnownDeployment,
                  List.of(
                      agent.sender()::resume,
                      new KeyWatch(agent.sender(), System::nanoTime),
                      new BountyAttendant(agent, narrator),
                      new Caretaker(agent, narrator)))
              ::run);
    }
    return 0;
  }

  static BountyFacts find(FinalEvents events, ChainClient chain, String prefix) {
    return BountyFacts.of(events, new BountyId(KnownIds.bounties(events, chain).meant(prefix)))
        .orElseThrow();
  }

  private static void withEvents(AgentHome home, BiConsumer<FinalEvents, ChainClient> work) {
    AgentSettings settings = AgentSettings.load(home);
    try (ChainClient chain = new ChainClient(settings.chainSettings())) {
      DeploymentManifest manifest = settings.trustedManifest();
      manifest.requireOn(chain);
      FinalEvents events = new FinalEvents(chain, manifest.deployment());
      events.refresh();
      work.accept(events, chain);
    }
  }

  private static void printLine(BountyFacts bounty) {
    BountyId id = bounty.id();
    System.out.printf(
        "%s  %-13s  %s%n", id, bounty.state(), amount(bounty.reward(), bounty.token()));
  }

  private static String amount(Wei amount, Address token) {
    return token.equals(Address.ZERO) ? amount.inEther() + " ETH" : amount + " of token " + token;
  }

  private static void print(BountyFacts bounty) {
    printLine(bounty);
    System.out.printf("researcher  %s%n", bounty.researcher());
    System.out.printf(
        "asks for    accuracy >= %d millionths of %d private samples%n",
        bounty.thresholdMillionths(), bounty.privateCount());
    for (SubmissionFacts submission : bounty.submissions()) {
      System.out.printf("submission  %s  %s%n", submission.miner(), submission.status());
    }
    bounty.everSeated().forEach(seat -> System.out.printf("seat        %s%n", seat));
    bounty
        .payouts()
        .forEach(
            paid ->
                System.out.printf(
                    "paid        %s  %s  %s%n",
                    paid.to(), paid.role().text(), amount(paid.amount(), paid.token())));
  }
}
