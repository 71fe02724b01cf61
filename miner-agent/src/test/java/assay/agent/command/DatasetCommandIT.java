package assay.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.home.AgentHome;
import assay.chain.Bytes32;
import assay.registry.accesslog.Access;
import assay.registry.accesslog.AccessEntry;
import assay.registry.accesslog.AccessLog;
import assay.registry.accesslog.LogFormat;
import assay.registry.accesslog.Outcome;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.VersionId;
import assay.registry.grant.GrantId;
import assay.registry.grant.GrantStanding;
import assay.registry.grant.Purpose;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An owner and a reader at their command lines, on a real chain and a real store. */
@Timeout(120)
class DatasetCommandIT {

  private static final int FAILED = 1;
  private static final int BAD_INPUT = 3;

  @TempDir private Path folder;
  private OwnerAndReader people;
  private AgentHome owner;
  private AgentHome reader;
  private Path plain;
  private String given;

  @BeforeEach
  void settle() throws IOException {
    people = new OwnerAndReader(folder);
    owner = people.owner();
    reader = people.reader();
    plain = people.plain();
  }

  @AfterEach
  void stop() {
    people.close();
  }

  private Said assay(AgentHome as, String... words) {
    return people.assay(as, words);
  }

  private String granted() {
    String dataset = registered();
    String who = reader.account().address().toString();
    given = assay(owner, "dataset", "grant", dataset, who).out().strip();
    return dataset;
  }

  private String registered(String... options) {
    return people.registered(options);
  }

  private Said register(AgentHome as) {
    return assay(as, "dataset", "register", folder.resolve("sealed").toString());
  }

  private Said open(AgentHome as, String dataset, String file) {
    return people.openInto(as, dataset, file);
  }

  @Test
  void shouldLetAReaderOpenWhatWasGrantedUntilItIsRevoked() {
    String dataset = registered();
    String who = reader.account().address().toString();
    assertThat(open(reader, dataset, "early.csv").code()).isEqualTo(FAILED);

    Said granted = assay(owner, "dataset", "grant", dataset, who, "--days=1");
    Said opened = open(reader, dataset.substring(0, 10), "opened.csv");
    Said revoked = assay(owner, "dataset", "revoke", dataset, "--grantee=" + who);
    Said late = open(reader, dataset, "late.csv");

    Said log = assay(reader, "dataset", "log", dataset, "--format=CSV");

    assertThat(log.out().lines().skip(1).map(line -> line.split(",", -1)[2]))
        .containsExactly("AssetRegistered", "VersionAdded", "Granted", "Revoked");
    assertThat(log.out()).contains(granted.out().strip());
    assertThat(granted.code()).isZero();
    assertThat(granted.err()).contains("nobody can force him to forget it");
    assertThat(opened.code()).isZero();
    assertThat(folder.resolve("opened.csv")).hasSameBinaryContentAs(plain);
    assertThat(revoked.out()).isEqualTo(granted.out());
    assertThat(late.code()).isEqualTo(FAILED);
    assertThat(late.err()).contains("no live grant");
    assertThat(folder.resolve("late.csv")).doesNotExist();
  }

  @Test
  void shouldRegisterAFolderOnceHoweverOftenItIsAsked() {
    String dataset = registered();

    assertThat(register(owner).out().strip()).isEqualTo(dataset);
    assertThat(register(reader).out().strip()).startsWith("0x").isNotEqualTo(dataset);
  }

  @Test
  void shouldTellTheOwnerWhoGotKeysAndTheOthersWhatTheChainKnows() {
    String dataset = granted();
    people.mailbox().keep(accesses(dataset, 2));

    Said owners = assay(owner, "dataset", "log", dataset, "--format=CSV");
    Said readers = assay(reader, "dataset", "log", dataset, "--format=CSV");

    assertThat(owners.code()).isZero();
    assertThat(owners.out().lines().skip(1).map(line -> line.split(",", -1)[2]))
        .containsExactly(
            "AssetRegistered", "VersionAdded", "Granted", "KeyReleased", "KeyRefused grant-ending");
    assertThat(readers.out()).doesNotContain("Key");
  }

  @Test
  void shouldTellWhatTheChainKnowsWithoutAPlatform() {
    String dataset = granted();

    Said log = assay(owner, "dataset", "log", dataset);

    assertThat(log.code()).isZero();
    assertThat(log.out()).contains("AssetRegistered");
    assertThat(log.err()).contains("Told without the access log");
  }

  @ParameterizedTest
  @ValueSource(strings = {"log.csv", "log.json"})
  void shouldAnchorAndExportWhatAStrangerCanCheck(String name) {
    String dataset = granted();
    people.mailbox().keep(accesses(dataset, 5));
    Path export = folder.resolve(name);

    Said anchored = assay(owner, "dataset", "log", dataset, "--anchor", "--export=" + export);
    Said alone = verify(export);
    Said withChain = verify(export, people.chainOptions());

    assertThat(anchored.code()).isZero();
    assertThat(alone.code()).isZero();
    assertThat(alone.out()).contains("ok         anchors   1 roots", "unchecked  chain");
    assertThat(withChain.code()).isZero();
    assertThat(withChain.out()).contains("ok         chain").doesNotContain("unchecked");
  }

  @Test
  void shouldAnchorWhatIsNewOnly() {
    String dataset = granted();
    people.mailbox().keep(accesses(dataset, 2));
    assay(owner, "dataset", "log", dataset, "--anchor");
    assay(owner, "dataset", "log", dataset, "--anchor");
    people.mailbox().keep(accesses(dataset, 5));
    Path export = folder.resolve("log.json");

    assay(owner, "dataset", "log", dataset, "--anchor", "--export=" + export);

    assertThat(verify(export, people.chainOptions()).out()).contains("the chain has 2 anchors");
  }

  @Test
  void shouldFindALogThatThePlatformCutAfterItWasAnchored() throws IOException {
    String dataset = granted();
    people.mailbox().keep(accesses(dataset, 5));
    assay(owner, "dataset", "log", dataset, "--anchor");
    people.mailbox().keep(accesses(dataset, 4));
    Path cut = folder.resolve("cut.csv");
    Path quiet = folder.resolve("quiet.csv");

    Said told = assay(owner, "dataset", "log", dataset, "--export=" + cut);
    Said anchored = assay(owner, "dataset", "log", dataset, "--anchor");
    Files.writeString(quiet, Files.readString(cut).replaceAll("(?m)^[^,]*,anchor,.*\\R", ""));

    assertThat(told.code()).isEqualTo(FAILED);
    assertThat(told.err()).contains("rewritten or cut after it was anchored");
    assertThat(anchored.code()).isEqualTo(FAILED);
    assertThat(anchored.err()).contains("does not hold").contains("Nothing was anchored");
    assertThat(verify(cut).code()).isEqualTo(FAILED);
    assertThat(verify(quiet).code()).isZero();
    assertThat(verify(quiet, people.chainOptions()).code()).isEqualTo(FAILED);
  }

  @Test
  void shouldNotWriteOverAnEarlierExport() throws IOException {
    String dataset = granted();
    people.mailbox().keep(accesses(dataset, 1));
    Path earlier = Files.writeString(folder.resolve("log.csv"), "evidence");

    Said exported = assay(owner, "dataset", "log", dataset, "--export=" + earlier);

    assertThat(exported.code()).isEqualTo(FAILED);
    assertThat(earlier).hasContent("evidence");
  }

  @Test
  void shouldCallADatasetThatTheChainDoesNotHaveBadInput() throws IOException {
    granted();
    AccessLog elsewhere = accesses(Bytes32.keccak256("elsewhere").hex(), 1);
    Path file = Files.write(folder.resolve("log.json"), LogFormat.JSON.write(elsewhere));

    assertThat(verify(file, people.chainOptions()).code()).isEqualTo(BAD_INPUT);
  }

  /** Releases and refusals by turns. */
  private AccessLog accesses(String dataset, int count) {
    DatasetId id = new DatasetId(new Bytes32(dataset));
    GrantId grant = new GrantId(new Bytes32(given));
    List<AccessEntry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Access access =
          new Access(
              Instant.parse("2096-01-31T12:00:00Z").plusSeconds(i),
              new VersionId(id, 1),
              reader.account().address(),
              Purpose.TRAIN,
              grant,
              i % 2 == 0 ? Outcome.RELEASED : new Outcome(GrantStanding.ENDING));
      entries.add(i == 0 ? AccessEntry.first(access) : entries.get(i - 1).next(access));
    }
    return new AccessLog(id, entries, List.of());
  }

  private static Said verify(Path file, String... more) {
    return Said.by(more, "verify", "log", file.toString());
  }

  @Test
  void shouldOpenStricterDataIntoNoFile() {
    String dataset = registered("--level=L2");
    assay(owner, "dataset", "grant", dataset, reader.account().address().toString());

    Said opened = open(reader, dataset, "opened.csv");

    assertThat(opened.code()).isEqualTo(FAILED);
    assertThat(opened.err()).contains("must not touch a disk");
    assertThat(folder.resolve("opened.csv")).doesNotExist();
  }

  @Test
  void shouldLetAnybodyReadPublicDataWithoutAGrant() throws IOException {
    String dataset = registered("--level=L0");

    assertThat(open(reader, dataset, "read.csv").code()).isZero();
    assertThat(folder.resolve("read.csv")).hasSameBinaryContentAs(plain);
    assertThat(owner.folder().resolve("version-keys")).doesNotExist();
  }

  @Test
  void shouldShowWhatIsPublic() {
    String dataset = registered("--label=height", "--name=People", "--licence=CC-BY-4.0");

    assertThat(assay(reader, "dataset", "list").out())
        .contains(dataset + "  owner " + owner.account().address());
    assertThat(assay(reader, "dataset", "show", dataset).out())
        .contains("People")
        .contains("CC-BY-4.0")
        .contains("height  FLOAT64  to be predicted");
  }

  @Test
  void shouldEndEveryGrantAtOnceAndNothingInADryRun() {
    String dataset = registered();
    assay(owner, "dataset", "grant", dataset, reader.account().address().toString());

    Said foreseen = assay(owner, "dataset", "revoke", dataset, "--all", "--dry-run");
    Said still = open(reader, dataset, "still.csv");
    Said ended = assay(owner, "dataset", "revoke", dataset, "--all");

    assertThat(foreseen.out()).isEqualTo(ended.out()).startsWith("0x");
    assertThat(still.code()).isZero();
    assertThat(open(reader, dataset, "late.csv").code()).isEqualTo(FAILED);
  }

  @Test
  void shouldGiveADatasetANewKeyThatOpensTheSameBytes() throws IOException {
    String dataset = registered();
    String who = reader.account().address().toString();

    Said rotated = assay(owner, "dataset", "rotate", dataset);
    assay(owner, "dataset", "grant", dataset, who);
    Said opened = open(reader, dataset, "opened.csv");

    assertThat(rotated.out()).contains(dataset + " version 2");
    assertThat(opened.code()).isZero();
    assertThat(folder.resolve("opened.csv")).hasSameBinaryContentAs(plain);
    assertThat(keys(owner)).hasSize(2).doesNotHaveDuplicates();
  }

  private static List<String> keys(AgentHome home) throws IOException {
    try (Stream<Path> files = Files.list(home.folder().resolve("version-keys"))) {
      List<String> keys = new ArrayList<>();
      for (Path file : files.toList()) {
        keys.add(Files.readString(file));
      }
      return keys;
    }
  }

  @Test
  void shouldTellProgramsWhatWasSealed() throws IOException {
    Said said =
        Said.by(
            new String[] {"--json"},
            "dataset",
            "seal",
            plain.toString(),
            "--out=" + folder.resolve("out"));

    JsonNode facts = new ObjectMapper().readTree(said.out());
    assertThat(facts.path("samples").asInt()).isEqualTo(2);
    for (String file : List.of("payload", "manifest", "versionIdentity")) {
      assertThat(Path.of(facts.path(file).asText())).exists();
    }
  }
}
