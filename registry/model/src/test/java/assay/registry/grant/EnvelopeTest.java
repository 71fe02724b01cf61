package assay.registry.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Account;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.dataset.ContractAt;
import assay.registry.grant.EnvelopeHeader.Parties;
import assay.registry.grant.EnvelopeSubject.Scope;
import assay.registry.seal.AgeIdentity;
import assay.registry.seal.AgeRecipient;
import assay.registry.seal.Opener;
import assay.registry.seal.SealTamperedException;
import assay.registry.seal.Sealer;
import assay.registry.seal.WrongIdentityException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Sign;

final class EnvelopeTest {

  private static final Account OWNER = account(1);
  private static final Account STRANGER = account(2);
  private static final Address MINER = new Address("0x" + "33".repeat(20));
  private static final Instant EXPIRY = Instant.ofEpochSecond(2_000_000_000L);
  private static final Instant NOW = Instant.ofEpochSecond(1_900_000_000L);

  private final AgeIdentity miner = AgeIdentity.generate(new SecureRandom());
  private final AgeIdentity key = AgeIdentity.generate(new SecureRandom());
  private final EnvelopeReader reader = new EnvelopeReader(miner);
  private final EnvelopeHeader header = header(miner.recipient());

  private static Account account(int number) {
    return Account.of(ECKeyPair.create(BigInteger.valueOf(number)));
  }

  private static EnvelopeHeader header(AgeRecipient recipient) {
    ContractAt contract = new ContractAt(31337, new Address("0x" + "aa".repeat(20)));
    Scope scope = new Scope(Bytes32.keccak256("dataset"), 3, Purpose.TRAIN);
    return new EnvelopeHeader(
        new EnvelopeSubject(EnvelopeKind.VERSION_KEY, contract, Bytes32.keccak256("grant"), scope),
        new Parties(OWNER.address(), MINER, recipient),
        EXPIRY);
  }

  private byte[] written() {
    return new EnvelopeWriter(OWNER).write(new Envelope(header, key));
  }

  private String opened() {
    return new String(new Opener().openMessage(written(), miner), StandardCharsets.UTF_8);
  }

  private byte[] sealed(String json) {
    return new Sealer().sealMessage(json.getBytes(StandardCharsets.UTF_8), miner.recipient());
  }

  @Test
  void shouldCarryTheKeyToItsReceiver() {
    assertThat(reader.read(written(), header, NOW)).isEqualTo(key);
  }

  @Test
  void shouldHoldOneFlatDocument() {
    String shown =
        opened()
            .replaceAll("AGE-SECRET-KEY-1[0-9A-Z]+", "KEY")
            .replaceAll("0x[0-9a-f]{130}", "SIGNATURE")
            .replaceAll("age1[0-9a-z]+", "RECIPIENT");

    assertThat(shown)
        .isEqualTo(
            """
            {
              "envelope" : 1,
              "kind" : "VERSION_KEY",
              "chainId" : 31337,
              "contract" : "0xaAaAaAaaAaAaAaaAaAAAAAAAAaaaAaAaAaaAaaAa",
              "subject" : "%s",
              "asset" : "%s",
              "version" : 3,
              "purpose" : 1,
              "sender" : "0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf",
              "receiver" : "0x3333333333333333333333333333333333333333",
              "recipient" : "RECIPIENT",
              "expiry" : 2000000000,
              "key" : "KEY",
              "signature" : "SIGNATURE"
            }
            """
                .formatted(Bytes32.keccak256("grant"), Bytes32.keccak256("dataset")));
  }

  private Map<String, String> swaps() {
    Map<String, String> swaps = new TreeMap<>();
    swaps.put("kind", "\"TEST_KEY\"");
    swaps.put("chainId", "1");
    swaps.put("contract", "\"0x" + "ab".repeat(20) + "\"");
    swaps.put("subject", "\"" + Bytes32.keccak256("another grant") + "\"");
    swaps.put("asset", "\"" + Bytes32.keccak256("another dataset") + "\"");
    swaps.put("version", "4");
    swaps.put("purpose", "2");
    swaps.put("sender", "\"" + STRANGER.address() + "\"");
    swaps.put("receiver", "\"0x" + "34".repeat(20) + "\"");
    swaps.put("recipient", "\"" + key.recipient() + "\"");
    swaps.put("expiry", "2000000001");
    return swaps;
  }

  private static EnvelopeHeader headerOf(String json) {
    return EnvelopeJson.JSON.read(json.getBytes(StandardCharsets.UTF_8)).toEnvelope().header();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kind",
        "chainId",
        "contract",
        "subject",
        "asset",
        "version",
        "purpose",
        "sender",
        "receiver",
        "recipient",
        "expiry"
      })
  void shouldNameTheFieldThatWasSwappedAndNotTakeItForSigned(String field) {
    String swapped =
        opened()
            .replaceFirst(
                "\"" + field + "\" : [^,\\n]+", "\"" + field + "\" : " + swaps().get(field));

    assertThatThrownBy(() -> reader.read(sealed(swapped), header, NOW))
        .isInstanceOfSatisfying(
            EnvelopeRefusedException.class, e -> assertThat(e.field()).isEqualTo(field));
    assertThatThrownBy(() -> reader.read(sealed(swapped), headerOf(swapped), NOW))
        .isInstanceOfSatisfying(
            EnvelopeRefusedException.class, e -> assertThat(e.field()).isEqualTo("signature"));
  }

  @Test
  void shouldRefuseAKeyTheSenderDidNotSign() {
    AgeIdentity other = AgeIdentity.generate(new SecureRandom());
    String swapped = opened().replace(key.reveal(), other.reveal());

    assertThatThrownBy(() -> reader.read(sealed(swapped), header, NOW))
        .isInstanceOfSatisfying(
            EnvelopeRefusedException.class, e -> assertThat(e.field()).isEqualTo("signature"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "ff"})
  void shouldRefuseASignatureThatIsNone(String bytes) {
    String unsigned = opened().replaceAll("0x[0-9a-f]{130}", "0x" + bytes.repeat(65));

    assertThatThrownBy(() -> reader.read(sealed(unsigned), header, NOW))
        .isInstanceOfSatisfying(
            EnvelopeRefusedException.class, e -> assertThat(e.field()).isEqualTo("signature"));
  }

  @Test
  void shouldRefuseTheSecondFormOfASignature() {
    String json = opened();
    String signature = json.replaceAll("(?s).*(0x[0-9a-f]{130}).*", "$1");
    BigInteger s = new BigInteger(signature.substring(66, 130), 16);
    String mirrored = "%064x".formatted(Sign.CURVE_PARAMS.getN().subtract(s));
    String parity = signature.endsWith("1b") ? "1c" : "1b";
    String second = json.replace(signature, signature.substring(0, 66) + mirrored + parity);

    assertThatThrownBy(() -> reader.read(sealed(second), header, NOW))
        .isInstanceOfSatisfying(
            EnvelopeRefusedException.class, e -> assertThat(e.field()).isEqualTo("signature"));
  }

  @Test
  void shouldRefuseAnExpiredEnvelopeFromItsLastSecondOn() {
    byte[] envelope = written();

    assertThat(reader.read(envelope, header, EXPIRY.minusSeconds(1))).isEqualTo(key);
    assertThatThrownBy(() -> reader.read(envelope, header, EXPIRY))
        .isInstanceOfSatisfying(
            EnvelopeRefusedException.class, e -> assertThat(e.field()).isEqualTo("expiry"));
  }

  @Test
  void shouldOpenForItsReceiverOnly() {
    EnvelopeReader other = new EnvelopeReader(AgeIdentity.generate(new SecureRandom()));

    assertThatThrownBy(() -> other.read(written(), header, NOW))
        .isInstanceOf(WrongIdentityException.class);
  }

  @Test
  void shouldRefuseDamagedOversizedAndForeignMessagesWithoutShowingTheKey() {
    byte[] damaged = written();
    damaged[damaged.length - 1] ^= 1;
    String foreign = opened().replace("\"envelope\" : 1", "\"envelope\" : 2");

    assertThatThrownBy(() -> reader.read(damaged, header, NOW))
        .isInstanceOf(SealTamperedException.class);
    assertThatThrownBy(() -> reader.read(new byte[100_000], header, NOW))
        .isInstanceOf(EnvelopeRefusedException.class);
    assertThatThrownBy(() -> reader.read(sealed(foreign), header, NOW))
        .isInstanceOf(EnvelopeRefusedException.class)
        .hasNoCause()
        .hasMessageNotContaining("AGE-SECRET-KEY");
  }

  @Test
  void shouldNotSignInAnothersName() {
    assertThatThrownBy(() -> new EnvelopeWriter(STRANGER).write(new Envelope(header, key)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldHashAsEveryWalletDoes() {
    AgeIdentity fixed =
        AgeIdentity.parse(
            "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX");

    Bytes32 hash = EnvelopeTypedData.hash(new Envelope(header(fixed.recipient()), fixed));

    assertThat(hash).isEqualTo(Eip712ByHand.hash(header(fixed.recipient()), fixed.recipient()));
  }
}
