package assay.training.publications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import assay.chain.Account;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.TestAccounts;
import assay.registry.content.Cid;
import assay.registry.content.ContentStore;
import assay.registry.content.DagContentStore;
import assay.registry.content.DiskBlockStore;
import assay.registry.database.TestDatabase;
import assay.registry.dataset.ContractAt;
import assay.training.bounty.BountyId;
import assay.training.ledger.BountyState;
import assay.training.publication.ModelPublication;
import assay.training.publication.PublicationJson;
import assay.training.publication.SignedPublication;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PublicationsIT {

  private static final ContractAt MARKET =
      new ContractAt(31_337, new Address("0x" + "34".repeat(20)));
  private static final Account RESEARCHER = TestAccounts.number(1);
  private static final Account STRANGER = TestAccounts.number(2);
  private static final BountyId BOUNTY = new BountyId(Bytes32.keccak256("bounty"));
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final byte[] MODEL = bytes(3_000_000, 1);
  private static final Cid SPEC = Cid.of(Cid.Codec.RAW, "spec".getBytes(StandardCharsets.UTF_8));

  private static TestDatabase database;
  @TempDir private Path folder;
  private ContentStore store;
  private Publications publications;
  private Cid archive;
  private int events;

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
    database.execute("insert into projected (block, hash, mined_at) values (7, '0x', now())");
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  private static byte[] bytes(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  @BeforeEach
  void settle() throws IOException {
    store = new DagContentStore(new DiskBlockStore(folder, Clock.systemUTC()));
    publications = new Publications(database.database(), store, () -> MARKET);
    archive = store.put(new ByteArrayInputStream(MODEL));
    tell(
        "BountyOpened",
        "\"researcher\": \"%s\", \"specCidPrefix\": \"0x01551220\", \"specCidDigest\": \"%s\""
            .formatted(RESEARCHER.address().hex(), SPEC.digest().hex()));
    String miner = "\"miner\": \"" + STRANGER.address().hex() + "\"";
    tell(
        "Committed",
        miner
            + ", \"slot\": \"0\", \"order\": \"1\", \"commitHash\": \"%s\""
                .formatted(SPEC.digest().hex()));
    tell(
        "Revealed",
        miner
            + ", \"cidPrefix\": \"0x01551220\", \"cidDigest\": \"%s\", \"cipherRoot\": \"%s\","
                .formatted(SPEC.digest().hex(), SPEC.digest().hex())
            + " \"plainHash\": \"%s\", \"cipherSize\": \"3100000\", \"plainSize\": \"%d\","
                .formatted(Bytes32.sha256(MODEL).hex(), MODEL.length)
            + " \"keyCommit\": \"%s\"".formatted(SPEC.digest().hex()));
    tell("WinnerChosen", miner + ", \"count\": \"950\"");
    enter(BountyState.SETTLED);
  }

  private void enter(BountyState state) {
    int number = List.of(BountyState.values()).indexOf(state);
    tell("StateChanged", "\"state\": \"%d\", \"deadline\": \"0\"".formatted(number));
  }

  private void tell(String name, String values) {
    database.execute(
        "insert into chain_event (block, log_index, block_hash, transaction, contract, name,"
            + " payload, mined_at) values (7, ?, ?, ?, 'BOUNTY_MARKET', ?, ?::jsonb, now())",
        events++,
        Bytes32.keccak256("block").hex(),
        Bytes32.keccak256("transaction").hex(),
        name,
        "{\"bounty\": \"" + BOUNTY.value().hex() + "\", " + values + "}");
  }

  @AfterEach
  void clear() {
    database.execute("truncate chain_event, published_model");
  }

  private SignedPublication word(Account signer, ContractAt market, Cid content, Bytes32 hash) {
    return SignedPublication.by(
        signer, new ModelPublication(market, BOUNTY, signer.address(), content, hash, SPEC, NOW));
  }

  private SignedPublication word() {
    return word(RESEARCHER, MARKET, archive, Bytes32.sha256(MODEL));
  }

  private void assertRefused(String code, Account caller, SignedPublication word) {
    assertThatExceptionOfType(PublicationRefusedException.class)
        .isThrownBy(() -> publications.publish(caller.address(), BOUNTY, word, NOW))
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    assertThat(publications.find(BOUNTY)).isEmpty();
  }

  @Test
  void shouldHandOutTheModelThatItsResearcherPublished() throws IOException {
    publications.publish(RESEARCHER.address(), BOUNTY, word(), NOW);
    publications.publish(RESEARCHER.address(), BOUNTY, word(), NOW.plusSeconds(9));

    Publications.Published found = publications.find(BOUNTY).orElseThrow();
    assertThat(found)
        .isEqualTo(new Publications.Published(PublicationJson.of(word()), MODEL.length, NOW));
    assertThat(publications.archive(found).readAllBytes()).isEqualTo(MODEL);
    assertThat(store.isPinned(archive)).isTrue();
  }

  @Test
  void shouldTakeItFromTheResearcherAloneEvenIfTheWordIsHis() {
    assertRefused("not-the-researcher", STRANGER, word());
    assertRefused(
        "not-the-researcher", STRANGER, word(STRANGER, MARKET, archive, Bytes32.sha256(MODEL)));
    assertRefused(
        "not-the-researcher", RESEARCHER, word(STRANGER, MARKET, archive, Bytes32.sha256(MODEL)));
  }

  @Test
  void shouldRefuseAWordThatAnotherSigned() {
    PublicationJson his = PublicationJson.of(word());
    PublicationJson forged =
        new PublicationJson(
            his.chainId(),
            his.market(),
            his.bounty(),
            STRANGER.address(),
            his.archive(),
            his.sha256(),
            his.spec(),
            his.signedAt(),
            his.signature());

    assertThatIllegalArgumentException().isThrownBy(forged::signed);
    assertThat(his.signed()).isEqualTo(word());
  }

  @Test
  void shouldRefuseAWordForAnotherDeployment() {
    ContractAt elsewhere = new ContractAt(1, MARKET.address());

    assertRefused(
        "other-deployment",
        RESEARCHER,
        word(RESEARCHER, elsewhere, archive, Bytes32.sha256(MODEL)));
  }

  @Test
  void shouldRefuseAWordAboutAnotherBounty() {
    BountyId other = new BountyId(Bytes32.keccak256("other"));

    assertThatExceptionOfType(PublicationRefusedException.class)
        .isThrownBy(() -> publications.publish(RESEARCHER.address(), other, word(), NOW))
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("not-found"));
  }

  @ParameterizedTest
  @EnumSource(names = {"OPEN", "SCORED", "DELIVERING", "REFUNDED", "DEFAULTED"})
  void shouldRefuseAModelThatIsNotPaidFor(BountyState state) {
    enter(state);

    assertRefused("model-not-paid", RESEARCHER, word());
  }

  @Test
  void shouldRefuseOtherBytesThanTheWinners() throws IOException {
    Cid other = store.put(new ByteArrayInputStream(bytes(MODEL.length, 2)));
    Cid shorter = store.put(new ByteArrayInputStream(bytes(MODEL.length - 1, 1)));

    for (Cid content : List.of(other, shorter)) {
      assertRefused(
          "model-differs", RESEARCHER, word(RESEARCHER, MARKET, content, Bytes32.sha256(MODEL)));
    }
    assertRefused(
        "model-differs", RESEARCHER, word(RESEARCHER, MARKET, archive, Bytes32.keccak256("other")));
  }

  @Test
  void shouldShowItNoMoreWhenTheResearcherTakesItBack() {
    publications.publish(RESEARCHER.address(), BOUNTY, word(), NOW);

    assertThatExceptionOfType(PublicationRefusedException.class)
        .isThrownBy(() -> publications.withdraw(STRANGER.address(), BOUNTY));
    assertThat(publications.find(BOUNTY)).isPresent();

    publications.withdraw(RESEARCHER.address(), BOUNTY);
    assertThat(publications.find(BOUNTY)).isEmpty();
  }
}
