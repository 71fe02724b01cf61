package assay.agent.command;

import static assay.agent.command.OwnerAndReader.addressOf;
import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.home.AgentHome;
import assay.agent.home.AgentSettings;
import assay.registry.approval.ApprovalRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The runbooks for lost and stolen keys, gone through on a real chain and a real store. */
@Timeout(120)
class RunbooksIT {

  @TempDir private Path folder;
  private OwnerAndReader people;
  private AgentHome fresh;
  private Path backup;
  private Path passphrase;
  private String dataset;

  @BeforeEach
  void settle() throws IOException {
    people = new OwnerAndReader(folder);
    dataset = people.registered();
    fresh = new AgentHome(folder.resolve("new"));
    backup = folder.resolve("backup.age");
    passphrase = Files.writeString(folder.resolve("passphrase.txt"), "correct horse battery");
  }

  @AfterEach
  void stop() {
    people.close();
  }

  private Said done(AgentHome as, String... words) {
    Said said = people.assay(as, words);
    assertThat(said.code()).as(said.err()).isZero();
    return said;
  }

  private Said backUp(AgentHome home) {
    return done(home, "keys", "backup", backup.toString(), "--passphrase=" + passphrase);
  }

  private Said init(AgentHome home) {
    AgentSettings settings = people.settings();
    return done(
        home,
        "init",
        "--chain=" + settings.chain(),
        "--chain-id=" + settings.chainId(),
        "--finality=0",
        "--deployment=" + settings.deployment(),
        "--store=" + settings.store(),
        "--platform=" + settings.platform(),
        "--deployers=" + settings.deployers());
  }

  private void grantAndRead(AgentHome owner) {
    people.mailbox().signIn(addressOf(owner));
    done(owner, "dataset", "grant", dataset, addressOf(people.reader()).toString());
    assertThat(people.openInto(people.reader(), dataset, "read.csv").code()).isZero();
    assertThat(folder.resolve("read.csv")).hasSameBinaryContentAs(people.plain());
  }

  @Test
  void shouldGoOnFromABackupWhenTheDiskIsGone() throws IOException {
    backUp(people.owner());
    Path rules =
        Files.write(
            folder.resolve("approval-rules.json"),
            ApprovalRules.letAnyoneTrain(Duration.ofHours(1)).toJson());
    String account = addressOf(people.owner()).toString();
    PathUtils.deleteDirectory(people.owner().folder());

    done(fresh, "keys", "restore", backup.toString(), "--passphrase=" + passphrase);
    Said init = init(fresh);
    Said list = done(fresh, "dataset", "list", "--mine");
    done(fresh, "dataset", "rules", "set", rules.toString());

    assertThat(init.out().strip()).isEqualTo(account);
    assertThat(list.out()).contains(dataset);
    grantAndRead(fresh);
  }

  @Test
  void shouldTakeALostVersionKeyFromTheSealedFolder() throws IOException {
    Path keys = people.owner().folder().resolve("version-keys");
    PathUtils.cleanDirectory(keys);
    Path key = keys.resolve(dataset + "-1.age");

    Files.copy(folder.resolve("sealed").resolve("version-identity.txt"), key);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    Said rotated = done(people.owner(), "dataset", "rotate", dataset);

    assertThat(rotated.out()).contains("version 2");
    grantAndRead(people.owner());
  }

  @Test
  void shouldSealAgainWhenAVersionKeyIsLostAndThePlainFilesAreNot() throws IOException {
    PathUtils.cleanDirectory(people.owner().folder().resolve("version-keys"));

    Path again = people.sealed("again");
    done(people.owner(), "dataset", "register", again.toString(), "--version-of=" + dataset);

    grantAndRead(people.owner());
  }

  @Test
  void shouldBeginAnewWhenTheAccountIsLostForGood() throws IOException {
    PathUtils.deleteDirectory(people.owner().folder());

    init(fresh);
    people.fund(fresh);
    dataset = done(fresh, "dataset", "register", folder.resolve("sealed").toString()).out().strip();
    backUp(fresh);

    grantAndRead(fresh);
  }

  @Test
  void shouldEndWhatAStolenVersionKeyStillHangsOn() {
    grantAndRead(people.owner());

    done(people.owner(), "dataset", "revoke", dataset, "--all");
    Said log = done(people.owner(), "dataset", "log", dataset, "--format=CSV");

    assertThat(log.out()).contains("Granted," + addressOf(people.reader()).hex());
    assertThat(people.openInto(people.reader(), dataset, "late.csv").err())
        .contains("no live grant");
  }

  @Test
  void shouldBringDatasetsToSafetyWhenTheAccountIsStolen() throws IOException {
    grantAndRead(people.owner());
    Files.delete(folder.resolve("read.csv"));

    init(fresh);
    people.fund(fresh);
    String heir = addressOf(fresh).toString();
    done(people.owner(), "dataset", "list", "--mine");
    done(people.owner(), "dataset", "transfer", dataset, heir, "--yes", "--force");
    PathUtils.copyDirectory(
        people.owner().folder().resolve("version-keys"), fresh.folder().resolve("version-keys"));
    done(fresh, "dataset", "rotate", dataset);

    grantAndRead(fresh);
    assertThat(
            people
                .assay(
                    people.owner(),
                    "dataset",
                    "transfer",
                    dataset,
                    addressOf(people.reader()).toString(),
                    "--yes")
                .err())
        .contains("does not own the dataset");
    assertThat(whatHappened(done(fresh, "dataset", "log", dataset, "--format=CSV")))
        .endsWith("Transfer", "GrantEpochAdvanced", "VersionAdded", "Granted");
    backUp(fresh);
  }

  private static List<String> whatHappened(Said log) {
    return log.out().lines().map(line -> line.split(",", -1)[2]).toList();
  }
}
