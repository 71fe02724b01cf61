package assay.agent.command;

import static assay.agent.command.OwnerAndReader.addressOf;
import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.Agent;
import assay.agent.approval.Approver;
import assay.agent.home.AgentHome;
import assay.agent.loop.Narrator;
import assay.agent.loop.Note;
import assay.chain.Bytes32;
import assay.chain.Wei;
import assay.registry.actor.Role;
import assay.registry.approval.ApprovalRules;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.VersionId;
import assay.registry.grant.AccessGrant;
import assay.registry.grant.GrantStanding;
import assay.registry.grant.Price;
import assay.registry.grant.Purpose;
import assay.registry.ledger.GrantFacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

/** Requests, answered by standing rules and by their owner's own word. */
@Timeout(120)
class RequestsCommandIT {

  private static final int FAILED = 1;
  private static final String ANYONE =
      new String(
          ApprovalRules.letAnyoneTrain(Duration.ofHours(1)).toJson(), StandardCharsets.UTF_8);

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

  private VersionId version() {
    return new VersionId(new DatasetId(new Bytes32(dataset)), 1);
  }

  private void ask(Purpose purpose, String reason) {
    people.mailbox().ask(version(), addressOf(people.reader()), purpose, reason);
  }

  private void setRules(String json) throws IOException {
    Path file = Files.writeString(folder.resolve("rules.json"), json);
    assertThat(people.assay(people.owner(), "dataset", "rules", "set", file.toString()).code())
        .isZero();
  }

  private Narrator narrator() {
    return new Narrator(Clock.systemUTC(), notes::add);
  }

  private void rounds(int count) {
    try (Agent agent = OwnerAndReader.open(people.owner())) {
      Approver approver = new Approver(agent, narrator());
      for (int round = 0; round < count; round++) {
        approver.advance();
      }
    }
  }

  private List<AccessGrant> grants() {
    try (Agent agent = OwnerAndReader.open(people.owner())) {
      agent.events().refresh();
      return new GrantFacts(agent.events())
          .on(version().dataset())
          .flatMap(id -> agent.ledger().grant(id).stream())
          .toList();
    }
  }

  private List<String> told(String event) {
    return notes.stream().filter(note -> note.event().equals(event)).map(Note::message).toList();
  }

  @Test
  void shouldGrantByARuleOnItsTermsAndLetInWhoeverHasPaid() throws IOException {
    setRules(ANYONE.replace("\"price\" : \"0\"", "\"price\" : \"0.5\""));
    ask(Purpose.TRAIN, "I train.");

    rounds(2);

    assertThat(grants())
        .extracting(grant -> grant.terms().price())
        .containsExactly(Price.of(Wei.ofEther("0.5")));
    assertThat(people.mailbox().answers())
        .extracting(said -> said.path("granted").asBoolean())
        .containsExactly(true);
    assertThat(people.openInto(people.reader(), dataset, "unpaid.csv").code()).isEqualTo(FAILED);
    Said asked = pay();
    assertThat(asked.code()).isEqualTo(FAILED);
    assertThat(asked.err()).contains("costs 0.5 ETH a use").contains("Nothing was sent");
    assertThat(pay("--yes").code()).isZero();
    assertThat(pay("--yes").err()).contains("waits to be paid for");
    assertThat(people.openInto(people.reader(), dataset, "paid.csv").code()).isZero();
  }

  private Said pay(String... options) {
    return Said.by(options, "dataset", "pay", dataset, "--home=" + people.reader().folder());
  }

  @Test
  void shouldLeaveToTheOwnerWhatNoRuleGivesAndTellHimOnce() throws IOException {
    setRules(ANYONE);
    ask(Purpose.EVALUATE, "Let me \u001b[31mlook\u202e.");

    rounds(2);
    rounds(1);
    Said list = people.assay(people.owner(), "dataset", "requests", "list");

    assertThat(grants()).isEmpty();
    assertThat(told("request-waits"))
        .singleElement()
        .asString()
        .contains("\"Let me  [31mlook .\"")
        .contains("does not give access to evaluate");
    assertThat(list.out()).contains("to evaluate").contains("\"Let me  [31mlook .\"");
  }

  @Test
  void shouldApproveNobodyWithoutARule() {
    ask(Purpose.TRAIN, "I train.");

    rounds(1);

    assertThat(grants()).isEmpty();
    assertThat(told("request-waits")).singleElement().asString().contains("there is no rule");
  }

  @Test
  void shouldApproveNobodyByABrokenFileUntilItIsMended() throws IOException {
    Path file = people.owner().approvalRules();
    Files.writeString(file, ANYONE.replace("\"train\"", "\"trian\""));
    ask(Purpose.TRAIN, "I train.");
    try (Agent agent = OwnerAndReader.open(people.owner())) {
      Approver approver = new Approver(agent, narrator());

      approver.advance();
      approver.advance();

      assertThat(told("waiting"))
          .singleElement()
          .asString()
          .contains(file.toString())
          .contains("no rule in it counts")
          .contains("'trian' is no purpose");
      assertThat(people.mailbox().answers()).isEmpty();

      Files.writeString(file, ANYONE);
      approver.advance();
      assertThat(people.mailbox().answers()).hasSize(1);
    }
  }

  @Test
  void shouldNotLetInAgainByARuleWhomTheOwnerPutOut() throws IOException {
    setRules(ANYONE);
    ask(Purpose.TRAIN, "First.");
    rounds(1);
    people.assay(people.owner(), "dataset", "revoke", dataset, "--all");

    ask(Purpose.TRAIN, "Second.");
    rounds(1);

    assertThat(grants()).extracting(this::standing).containsExactly(GrantStanding.OVERTURNED);
    assertThat(told("request-waits")).singleElement().asString().contains("taken back");
  }

  @Test
  void shouldLetNobodyInAgainWhileHisGrantIsBeingTakenBack() throws IOException {
    setRules(ANYONE);
    ask(Purpose.TRAIN, "First.");
    rounds(1);
    people.mine(5);
    people.assay(people.owner(), "dataset", "revoke", dataset, "--all");
    Path settings = people.owner().settings();
    Files.writeString(settings, Files.readString(settings).replace("finality=0", "finality=3"));

    ask(Purpose.TRAIN, "Second.");
    rounds(1);

    assertThat(told("request-waits")).singleElement().asString().contains("taken back");
  }

  @Test
  void shouldAnswerARequestByARuleOnce() throws IOException {
    setRules(ANYONE);
    ask(Purpose.TRAIN, "For this bounty.");
    rounds(1);
    people.pass(Duration.ofHours(2));

    ask(Purpose.TRAIN, "For this bounty.");
    rounds(2);
    assertThat(grants()).hasSize(1);
    assertThat(told("request-waits")).singleElement().asString().contains("answered before");

    ask(Purpose.TRAIN, "For another bounty.");
    rounds(1);
    assertThat(grants()).hasSize(2);
  }

  @Test
  void shouldGiveNoMoreGrantsThanTheRuleSays() throws IOException {
    setRules(ANYONE.replaceAll("\"most\" : \\d+", "\"most\" : 1"));
    AgentHome other = people.home("other");
    OwnerAndReader.join(other, Role.MINER);
    ask(Purpose.TRAIN, "First.");
    people.mailbox().ask(version(), addressOf(other), Purpose.TRAIN, "Second.");

    rounds(2);

    assertThat(grants()).hasSize(1);
    assertThat(told("request-waits")).singleElement().asString().contains("1 grants are live");
  }

  private GrantStanding standing(AccessGrant grant) {
    return grant.standingAt(Clock.systemUTC().instant().plusSeconds(5));
  }

  @Test
  void shouldDoWhatTheOwnerDecides() {
    ask(Purpose.EVALUATE, "I score.");
    ask(Purpose.TRAIN, "I train.");
    String train = id("to train");
    String evaluate = id("to evaluate");

    Said approved =
        people.assay(people.owner(), "dataset", "requests", "approve", train, "--lifetime=2 hours");
    Said denied =
        people.assay(
            people.owner(), "dataset", "requests", "deny", evaluate, "--because=Not for this.");

    assertThat(approved.code()).isZero();
    assertThat(denied.code()).isZero();
    assertThat(people.openInto(people.reader(), dataset, "opened.csv").code()).isZero();
    assertThat(grants())
        .singleElement()
        .extracting(
            grant ->
                Duration.between(
                    grant.terms().period().notBefore(), grant.terms().period().expiry()))
        .isEqualTo(Duration.ofHours(2));
    assertThat(people.mailbox().answers())
        .extracting(said -> said.path("granted").asBoolean() + said.path("because").asText())
        .containsExactly("true", "falseNot for this.");
    assertThat(people.owner().decisions()).isEmptyDirectory();
    assertThat(people.assay(people.owner(), "dataset", "requests", "list").err())
        .contains("Nobody waits");
  }

  @Test
  void shouldTellWhoAsksAtHisCommandLineWhatTheOwnerSays() {
    people.mailbox().signIn(addressOf(people.reader()));
    Said asked =
        people.assay(
            people.reader(),
            "dataset",
            "ask",
            dataset,
            "--purpose=predict",
            "--because=I count\u202e sheep.");
    people.mailbox().signIn(addressOf(people.owner()));
    people.assay(
        people.owner(),
        "dataset",
        "requests",
        "deny",
        id("to predict"),
        "--because=No\u0007 sheep.");

    Said replies = people.assay(people.reader(), "dataset", "asked");

    assertThat(asked.code()).isZero();
    assertThat(replies.out())
        .contains("denied")
        .contains("to predict")
        .contains(dataset)
        .contains("\"No  sheep.\"");
    assertThat(people.assay(people.owner(), "dataset", "ask", dataset, "--because=x").err())
        .contains("is yours");
  }

  private String id(String words) {
    return people
        .assay(people.owner(), "dataset", "requests", "list")
        .out()
        .lines()
        .filter(line -> line.contains(words))
        .findFirst()
        .orElseThrow()
        .substring(0, "0x0123456789".length());
  }

  @Test
  void shouldLeaveADecisionToTheAgentThatRuns() {
    ask(Purpose.TRAIN, "I train.");
    try (Agent agent = OwnerAndReader.open(people.owner())) {
      Said approved =
          people.assay(people.owner(), "dataset", "requests", "approve", id("to train"));

      assertThat(approved.code()).isZero();
      assertThat(approved.err()).contains("Your agent runs");
      assertThat(people.mailbox().answers()).isEmpty();

      new Approver(agent, narrator()).advance();
    }

    assertThat(people.mailbox().answers()).hasSize(1);
    assertThat(grants()).hasSize(1);
  }

  @Test
  void shouldLeaveAKeyAgainThatAMailboxLost() throws IOException {
    setRules(ANYONE);
    ask(Purpose.TRAIN, "I train.");
    rounds(1);
    people.mailbox().loseEverything();
    assertThat(people.openInto(people.reader(), dataset, "lost.csv").code()).isEqualTo(FAILED);

    rounds(1);

    assertThat(people.openInto(people.reader(), dataset, "found.csv").code()).isZero();
  }
}
