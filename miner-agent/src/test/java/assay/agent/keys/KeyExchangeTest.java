package assay.agent.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.agent.Agent;
import assay.agent.OfflineHome;
import assay.agent.home.AgentHome;
import assay.agent.platform.Mailbox;
import assay.chain.Account;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainEvent;
import assay.chain.ContractName;
import assay.chain.EventPosition;
import assay.registry.content.Cid;
import assay.registry.content.CidCalculator;
import assay.registry.dataset.ContractAt;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.SharingLevel;
import assay.registry.dataset.VersionId;
import assay.registry.grant.Envelope;
import assay.registry.grant.EnvelopeHeader;
import assay.registry.grant.EnvelopeKind;
import assay.registry.grant.EnvelopeSubject;
import assay.registry.grant.EnvelopeWriter;
import assay.registry.grant.Purpose;
import assay.registry.seal.AgeIdentity;
import assay.registry.seal.Seal;
import assay.registry.seal.Sealer;
import assay.training.bounty.BountyId;
import assay.training.bounty.Commits;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.SubmissionFacts;
import assay.training.ledger.SubmissionFacts.SealedCheckpoint;
import assay.training.ledger.SubmissionStatus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.crypto.ECKeyPair;

final class KeyExchangeTest {

  private static final long CHAIN = OfflineHome.CHAIN_ID;
  private static final BountyId BOUNTY = new BountyId(Bytes32.keccak256("bounty"));
  private static final Bytes32 COMMIT = Bytes32.keccak256("commit");
  private static final Account MINER = account(1);
  private static final Account SEAT = account(2);

  private final SecureRandom random = new SecureRandom();
  private final AgeIdentity key = AgeIdentity.generate(random);
  @TempDir private Path folder;
  private Mailbox mailbox;
  private Agent agent;

  private static Account account(int number) {
    return Account.of(ECKeyPair.create(BigInteger.valueOf(number)));
  }

  @BeforeEach
  void openAgent() throws IOException {
    mailbox = new Mailbox();
    AgentHome home = OfflineHome.in(folder, mailbox.address());
    agent = Agent.open(home, Clock.systemUTC(), random);
  }

  @AfterEach
  void close() {
    agent.close();
    mailbox.close();
  }

  @Test
  void shouldKeepTheKeyOfDataThatStaysOnItsOwnersSite() {
    VersionId version = new VersionId(new DatasetId(Bytes32.keccak256("dataset")), 1);

    assertThatThrownBy(() -> KeyExchange.requireHandedOut(version, SharingLevel.L3))
        .isInstanceOf(KeyKeptException.class)
        .hasMessageContaining(version.dataset().toString())
        .hasMessageContaining("level L3");
    assertThatCode(() -> KeyExchange.requireHandedOut(version, SharingLevel.L2))
        .doesNotThrowAnyException();
  }

  private BountyFacts bounty() {
    return BountyFacts.of(
            List.of(
                event("BountyOpened", Map.of("bounty", BOUNTY.value().hex())),
                event("PanelDrawn", Map.of("seats", List.of(SEAT.address().hex())))),
            BOUNTY)
        .orElseThrow();
  }

  private static ChainEvent event(String name, Map<String, Object> values) {
    EventPosition position = new EventPosition(1, Bytes32.ZERO, 0, Bytes32.ZERO);
    return new ChainEvent(ContractName.BOUNTY_MARKET, name, position, values);
  }

  private SubmissionFacts submission() throws IOException {
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    Seal seal =
        new Sealer()
            .seal(
                to -> to.write("model".getBytes(StandardCharsets.UTF_8)), sealed, key.recipient());
    Bytes32 keyCommit =
        new Commits(BigInteger.valueOf(CHAIN), BOUNTY)
            .keyCommit(agent.market().address(), MINER.address(), key.key());
    return new SubmissionFacts(
        MINER.address(),
        0,
        1,
        COMMIT,
        1,
        SubmissionStatus.STANDING,
        Optional.of(
            new SealedCheckpoint(
                CidCalculator.of(new ByteArrayInputStream(sealed.toByteArray())),
                seal,
                keyCommit)));
  }

  private void leave(Account sender, AgeIdentity content) {
    leave(EnvelopeKind.CHECKPOINT_KEY, COMMIT, sender, content);
  }

  private void leave(EnvelopeKind kind, Bytes32 asset, Account sender, AgeIdentity content) {
    ContractAt market = new ContractAt(CHAIN, agent.market().address());
    EnvelopeHeader header =
        new EnvelopeHeader(
            new EnvelopeSubject(
                kind,
                market,
                BOUNTY.value(),
                new EnvelopeSubject.Scope(asset, 0, Purpose.EVALUATE)),
            new EnvelopeHeader.Parties(
                sender.address(), agent.address(), agent.identity().recipient()),
            Instant.parse("9999-12-31T23:59:59Z"));
    mailbox.leave(
        sender.address(), new EnvelopeWriter(sender).write(new Envelope(header, content)));
  }

  @Test
  void shouldPassOverWhatIsNoEnvelope() throws IOException {
    byte[] junk = "age-encryption.org/v1\njunk".getBytes(StandardCharsets.UTF_8);
    mailbox.leave(SEAT.address(), junk);
    mailbox.leave(SEAT.address(), new byte[0]);
    mailbox.leave(SEAT.address(), new Sealer().sealMessage(junk, key.recipient()));
    leave(MINER, key);

    assertThat(agent.keys().checkpointKey(bounty(), submission())).contains(key);
  }

  @Test
  void shouldServeEverybodyAndThenTellTheFirstFailure() {
    List<Address> receivers = List.of(MINER.address(), SEAT.address(), account(3).address());
    List<Address> served = new ArrayList<>();

    assertThatThrownBy(
            () ->
                KeyExchange.toEach(
                    receivers,
                    receiver -> {
                      if (receiver.equals(SEAT.address())) {
                        throw new UnknownRecipientException(receiver);
                      }
                      served.add(receiver);
                    }))
        .isInstanceOf(UnknownRecipientException.class);
    assertThat(served).containsExactly(MINER.address(), account(3).address());
  }

  @Test
  void shouldPassOverAKeyThatDoesNotFit() throws IOException {
    leave(SEAT, AgeIdentity.generate(random));
    leave(MINER, key);

    assertThat(agent.keys().checkpointKey(bounty(), submission())).contains(key);
  }

  @Test
  void shouldTakeEvidenceFromItsMinerAloneAndKnowFromTheEnvelopeWhereItLies() throws IOException {
    Bytes32 file = Bytes32.keccak256("evidence");
    leave(EnvelopeKind.EVIDENCE_KEY, Bytes32.keccak256("another's"), SEAT, key);

    assertThat(agent.keys().evidence(bounty(), submission())).isEmpty();

    leave(EnvelopeKind.CHECKPOINT_KEY, file, MINER, key);
    leave(EnvelopeKind.EVIDENCE_KEY, file, MINER, key);

    assertThat(agent.keys().evidence(bounty(), submission()))
        .contains(new SealedEvidence(new Cid(Cid.Codec.RAW, file), key));
  }
}
