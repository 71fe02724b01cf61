package assay.agent.command;

import static assay.agent.command.OwnerAndReader.addressOf;
import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.home.AgentHome;
import assay.registry.actor.Role;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A dataset changes hands. */
@Timeout(120)
class TransferCommandIT {

  private static final int FAILED = 1;

  @TempDir private Path folder;
  private OwnerAndReader people;
  private AgentHome buyer;
  private String dataset;

  @BeforeEach
  void settle() throws IOException {
    people = new OwnerAndReader(folder);
    buyer = people.home("buyer");
    dataset = people.registered();
  }

  @AfterEach
  void stop() {
    people.close();
  }

  private Said transfer(AgentHome from, String... options) {
    return Said.by(
        options,
        "dataset",
        "transfer",
        dataset,
        addressOf(buyer).toString(),
        "--home=" + from.folder());
  }

  private Said grant(AgentHome as) {
    return people.assay(as, "dataset", "grant", dataset, addressOf(people.reader()).toString());
  }

  @Test
  void shouldEndEveryGrantAndGiveTheNewOwnerNoKey() {
    OwnerAndReader.join(buyer, Role.DATA_OWNER);
    assertThat(grant(people.owner()).code()).isZero();
    assertThat(people.openInto(people.reader(), dataset, "early.csv").code()).isZero();

    Said given = transfer(people.owner(), "--yes");

    assertThat(given.code()).isZero();
    assertThat(given.err())
        .contains("Every grant on it ends, 1 that stand")
        .contains("gets no key")
        .contains("belongs to " + addressOf(buyer));
    assertThat(people.assay(buyer, "dataset", "show", dataset).out()).contains("grant-overturned");
    assertThat(people.openInto(people.reader(), dataset, "late.csv").err())
        .contains("no live grant");
    assertThat(people.openInto(buyer, dataset, "bought.csv").code()).isEqualTo(FAILED);
    assertThat(grant(buyer).err()).contains("key of dataset");
    assertThat(grant(people.owner()).err()).contains("does not own the dataset");
    Said log = people.assay(buyer, "dataset", "log", dataset, "--format=CSV");
    assertThat(log.out().lines().map(line -> line.split(",", -1)[2]))
        .containsExactly(
            "what", "AssetRegistered", "VersionAdded", "Granted", "Transfer", "GrantEpochAdvanced");
    assertThat(log.out()).contains("Transfer," + addressOf(buyer).hex());
  }

  @Test
  void shouldLetTheNewOwnerAddAVersionUnderAKeyOfHisOwn() {
    OwnerAndReader.join(buyer, Role.DATA_OWNER);
    assertThat(transfer(people.owner(), "--yes").code()).isZero();

    assertThat(people.assay(buyer, "dataset", "rotate", dataset).err()).contains("key of dataset");
    Said added =
        people.assay(
            buyer,
            "dataset",
            "register",
            people.sealed("anew").toString(),
            "--version-of=" + dataset);
    people.mailbox().signIn(addressOf(buyer));

    assertThat(added.out().strip()).isEqualTo(dataset + " version 2");
    assertThat(grant(buyer).code()).isZero();
    assertThat(people.openInto(people.reader(), dataset, "new.csv").code()).isZero();
    assertThat(folder.resolve("new.csv")).hasSameBinaryContentAs(people.plain());
  }

  @Test
  void shouldSendNothingUnlessItIsMeant() {
    OwnerAndReader.join(buyer, Role.DATA_OWNER);

    Said unsure = transfer(people.owner());
    Said stranger = transfer(buyer, "--yes");

    assertThat(unsure.code()).isEqualTo(FAILED);
    assertThat(unsure.err()).contains("Nothing was sent; add --yes.");
    assertThat(stranger.code()).isEqualTo(FAILED);
    assertThat(stranger.err()).contains("does not own the dataset");
    assertThat(people.assay(buyer, "dataset", "list").out())
        .contains("owner " + addressOf(people.owner()));
  }

  @Test
  void shouldLetWhoeverAsksJoinSoThatAKeyCanBeSealedToHim() {
    people.mailbox().signIn(addressOf(buyer));
    Said outside = people.assay(buyer, "dataset", "ask", dataset, "--because=Sheep.");
    Said inside =
        people.assay(
            buyer, "dataset", "ask", dataset, "--purpose=predict", "--because=Sheep.", "--join");
    people.mailbox().signIn(addressOf(people.owner()));

    assertThat(outside.err()).contains("has not joined").contains("--join");
    assertThat(inside.err()).contains("The owner is asked").doesNotContain("has not joined");
    assertThat(
            people.assay(people.owner(), "dataset", "grant", dataset, addressOf(buyer).toString()))
        .satisfies(granted -> assertThat(granted.code()).isZero());
  }

  @Test
  void shouldGiveNothingToAnAccountThatNeverJoinedUnlessForced() {
    Said refused = transfer(people.owner(), "--yes");
    Said forced = transfer(people.owner(), "--yes", "--force");

    assertThat(refused.code()).isEqualTo(FAILED);
    assertThat(refused.err()).contains("never joined").contains("--force");
    assertThat(forced.code()).isZero();
  }
}
