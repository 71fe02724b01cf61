package assay.agent.command;

import static assay.agent.command.OwnerAndReader.addressOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.agent.Agent;
import assay.agent.approval.Approver;
import assay.agent.coordinator.ChainAnchors;
import assay.agent.coordinator.WrongAnchorException;
import assay.agent.federated.HeldGrants;
import assay.agent.home.AgentHome;
import assay.agent.loop.Narrator;
import assay.agent.loop.Note;
import assay.agent.site.SiteDoor;
import assay.chain.Bytes32;
import assay.registry.approval.ApprovalRules;
import assay.registry.dataset.ContractAt;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.SharingLevel;
import assay.registry.dataset.VersionId;
import assay.registry.grant.AccessGrant;
import assay.registry.grant.GrantTerms;
import assay.registry.grant.Purpose;
import assay.training.bounty.BountyId;
import assay.training.federated.round.FederatedJob;
import assay.training.federated.round.RoundAnchor;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.RoundFacts;
import assay.training.spec.Architectures;
import assay.training.spec.ModelSpecJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A bounty that is trained by rounds, a site and a coordinator on a real chain and store. */
@Timeout(120)
class FederatedOnChainIT {

  private static final String NO_DATASET = "0x" + "00".repeat(32);
  private static final int SAMPLES = 250;

  @TempDir private Path folder;
  private final List<Note> notes = new ArrayList<>();
  private OwnerAndReader people;
  private VersionId version;
  private BountyId bounty;

  @BeforeEach
  void settle() throws IOException {
    people = new OwnerAndReader(folder);
    people.enrolEvaluators(3);
    String dataset = people.registered("--level=L3");
    version = new VersionId(new DatasetId(new Bytes32(dataset)), 1);
    Path draft = folder.resolve("bounty.yaml");
    String example = Said.by(new String[] {"bounty", "example"}).out();
    Files.writeString(
        draft, example.replace(NO_DATASET, dataset).replaceAll("(?m)^#( *[a-z-]+:.*)$", "$1"));
    Files.write(
        folder.resolve("model.json"),
        ModelSpecJson.write(Architectures.perceptron(64, 16, 10, 16)));
    Files.writeString(folder.resolve("test.csv"), samples());
    Said posted = people.assay(people.home("researcher"), "bounty", "post", draft.toString());
    bounty = new BountyId(new Bytes32(posted.out().strip()));
  }

  @AfterEach
  void stop() {
    people.close();
  }

  private static String samples() {
    return IntStream.range(0, SAMPLES)
        .mapToObj(number -> "%d,".formatted(number % 17).repeat(64) + number % 10 + "\n")
        .collect(Collectors.joining());
  }

  private void ask() {
    people.mailbox().signIn(addressOf(people.reader()));
    try (Agent coordinator = OwnerAndReader.open(people.reader())) {
      coordinator.platform().askAccess(version, bounty, "I lead its rounds.");
    }
    people.mailbox().signIn(addressOf(people.owner()));
  }

  private void setPolicy(String... lines) throws IOException {
    Files.writeString(
        people.owner().sitePolicy(), String.join("\n", lines) + "\nupdate.readers=panel");
  }

  private Narrator narrator() {
    return new Narrator(Clock.systemUTC(), notes::add);
  }

  /** What the site's agent does about requests, once. */
  private void answer() {
    try (Agent owner = OwnerAndReader.open(people.owner())) {
      SiteDoor door = new SiteDoor(owner, narrator());
      door.advance();
      new Approver(owner, narrator(), door::takes).advance();
    }
  }

  private Optional<AccessGrant> grant() {
    try (Agent coordinator = OwnerAndReader.open(people.reader())) {
      coordinator.events().refresh();
      return HeldGrants.of(coordinator).live(version, coordinator.address());
    }
  }

  private List<String> told(String event) {
    return notes.stream().filter(note -> note.event().equals(event)).map(Note::message).toList();
  }

  @Test
  void shouldGrantTheRightWithoutTheKeyWhenThePolicyAllowsTheJob() throws IOException {
    setPolicy("specs=any", "grant.lifetime=2 days");
    ask();

    answer();
    answer();

    GrantTerms terms = grant().orElseThrow().terms();
    assertThat(terms.level()).isEqualTo(SharingLevel.L3);
    assertThat(terms.purpose()).isEqualTo(Purpose.TRAIN);
    assertThat(Duration.between(terms.period().notBefore(), terms.period().expiry()))
        .isEqualTo(Duration.ofDays(2));
    assertThat(told("granted")).hasSize(1).first().asString().contains("without a key");
    assertThat(people.mailbox().answers())
        .singleElement()
        .satisfies(said -> assertThat(said.path("granted").asBoolean()).isTrue());
  }

  /** Standing rules are for those who ask for a key, not for coordinators. */
  @Test
  void shouldLetASpecificationWaitUntilTheOwnerApprovedItByItsHash() throws IOException {
    Files.write(
        people.owner().approvalRules(), ApprovalRules.letAnyoneTrain(Duration.ofHours(1)).toJson());
    Bytes32 spec = spec();
    ask();

    answer();

    assertThat(grant()).isEmpty();
    assertThat(people.mailbox().answers()).isEmpty();
    assertThat(told("request-waits"))
        .singleElement()
        .asString()
        .contains("has not approved specification " + spec);

    setPolicy("specs=" + spec);
    answer();

    assertThat(grant()).isPresent();
  }

  private Bytes32 spec() {
    try (Agent owner = OwnerAndReader.open(people.owner())) {
      owner.events().refresh();
      return BountyFacts.of(owner.events(), bounty).orElseThrow().specHash();
    }
  }

  @Test
  void shouldDenyWithTheReasonWhatThePolicyIsAgainst() throws IOException {
    setPolicy("specs=any", "rounds.most=9");
    ask();

    answer();

    assertThat(grant()).isEmpty();
    assertThat(people.mailbox().answers())
        .singleElement()
        .satisfies(
            said ->
                assertThat(said.path("because").asText())
                    .contains("the job has 10 rounds, more than the 9"));
  }

  @Test
  void shouldAnchorEachRoundOnceInItsPlace() {
    AgentHome home = people.reader();
    Bytes32 first = Bytes32.keccak256("first");
    try (Agent coordinator = OwnerAndReader.open(home)) {
      ContractAt market =
          new ContractAt(coordinator.deployment().chainId(), coordinator.market().address());
      FederatedJob job = new FederatedJob(market, bounty, coordinator.address());
      ChainAnchors anchors = new ChainAnchors(coordinator);

      anchors.anchor(job, 1, first);
      anchors.anchor(job, 1, first);
      anchors.anchor(job, 2, Bytes32.keccak256("second"));

      coordinator.events().refresh();
      assertThat(new RoundFacts(coordinator.events()).of(job))
          .extracting(RoundAnchor::root)
          .containsExactly(first, Bytes32.keccak256("second"));
      assertThatThrownBy(() -> anchors.anchor(job, 1, Bytes32.keccak256("another")))
          .isInstanceOf(WrongAnchorException.class)
          .hasMessageContaining("another root, " + first);
      assertThatThrownBy(() -> anchors.anchor(job, 4, first))
          .isInstanceOf(WrongAnchorException.class)
          .hasMessageContaining("the chain has 2 anchors");
    }
  }
}
