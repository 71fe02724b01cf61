package assay.training.federated.secure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Address;
import assay.chain.Bytes32;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Agreement, keys, masks and shares, each held to its definition. */
class PrimitivesTest {

  private static final SecureRound ROUND = SecureExamples.round(1, 4, 3);
  private static final Address ONE = ROUND.sites().get(0);
  private static final Address OTHER = ROUND.sites().get(1);

  /** RFC 7748, sections 5.2 (a public key with its top bit set) and 6.1. */
  @ParameterizedTest
  @CsvSource({
    "4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d,"
        + "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493,"
        + "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957",
    "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb,"
        + "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a,"
        + "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742"
  })
  void shouldAgreeAsTheStandardDoes(String privateKey, String publicKey, String agreed) {
    byte[] both = X25519.agree(HexFormat.of().parseHex(privateKey), new Bytes32("0x" + publicKey));

    assertThat(HexFormat.of().formatHex(both)).isEqualTo(agreed);
  }

  @Test
  void shouldRefuseAPublicKeyWithWhichEverybodyAgreesOnTheSame() {
    assertThatThrownBy(() -> X25519.agree(new byte[32], Bytes32.ZERO))
        .isInstanceOf(SecureAggregationRefusedException.class)
        .hasMessageContaining("no key that a client makes");
  }

  /**
   * HKDF by RFC 5869 and the counter mode by its definition, written down with other primitives.
   */
  @Test
  void shouldExpandAllBitsOfASeedByTheStandards() throws Exception {
    byte[] seed = bytes(7);
    Mac extract = mac(ROUND.hash().bytes());
    Mac expand = mac(extract.doFinal(seed));
    expand.update(("self mask " + ONE.hex()).getBytes(StandardCharsets.US_ASCII));
    byte[] key = expand.doFinal(new byte[] {1});
    Cipher block = Cipher.getInstance("AES/ECB/NoPadding");
    block.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
    int[] expected = new int[2 * Masks.STRETCH + 5];
    ByteBuffer stream =
        ByteBuffer.allocate(4 * expected.length + 16).order(ByteOrder.LITTLE_ENDIAN);
    for (int counter = 0; 16 * counter < 4 * expected.length; counter++) {
      stream.put(block.doFinal(ByteBuffer.allocate(16).putInt(12, counter).array()));
    }
    stream.flip().asIntBuffer().get(expected);

    assertThat(new DerivedKeys(ROUND).selfMask(seed, ONE)).isEqualTo(key);
    assertThat(mask(key, expected.length)).isEqualTo(expected);
  }

  private static Mac mac(byte[] key) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac;
  }

  private static int[] mask(byte[] key, int words) {
    int[] mask = new int[words];
    Masks masks = new Masks();
    masks.add(key);
    masks.applyTo(mask);
    return mask;
  }

  /** A seed cut to fewer bits would give some two of these the same mask. */
  @Test
  void shouldGiveAnotherMaskForEveryBitOfASeed() {
    DerivedKeys keys = new DerivedKeys(ROUND);
    Set<List<Integer>> masks = new HashSet<>();
    for (int bit = 0; bit < 256; bit++) {
      byte[] seed = bytes(7);
      seed[bit / 8] ^= (byte) (1 << bit % 8);
      masks.add(list(mask(keys.selfMask(seed, ONE), 4)));
      masks.add(list(mask(keys.pairMask(seed, ONE, OTHER), 4)));
    }

    assertThat(masks).hasSize(512);
  }

  /** Nor one cut after its derivation. */
  @Test
  void shouldGiveAnotherMaskForEveryBitOfAKey() {
    Set<List<Integer>> masks = new HashSet<>();
    for (int bit = 0; bit < 256; bit++) {
      byte[] key = bytes(7);
      key[bit / 8] ^= (byte) (1 << bit % 8);
      masks.add(list(mask(key, 4)));
    }

    assertThat(masks).hasSize(256);
  }

  @Test
  void shouldGiveOtherMasksInAnotherRoundAndForOtherClients() {
    byte[] seed = bytes(7);
    DerivedKeys keys = new DerivedKeys(ROUND);
    DerivedKeys next = new DerivedKeys(SecureExamples.round(2, 4, 3));

    assertThat(
            Set.of(
                list(mask(keys.selfMask(seed, ONE), 4)),
                list(mask(next.selfMask(seed, ONE), 4)),
                list(mask(keys.selfMask(seed, OTHER), 4)),
                list(mask(keys.pairMask(seed, ONE, OTHER), 4)),
                list(mask(next.pairMask(seed, ONE, OTHER), 4)),
                list(mask(keys.sealing(seed, ONE, OTHER), 4)),
                list(mask(keys.sealing(seed, OTHER, ONE), 4))))
        .hasSize(7);
    assertThat(keys.pairMask(seed, ONE, OTHER)).isEqualTo(keys.pairMask(seed, OTHER, ONE));
  }

  @Test
  void shouldGiveASecretBackFromAnyThresholdOfItsShares() {
    Random random = new Random(3);
    for (int number = 0; number < 20; number++) {
      byte[] secret = number == 0 ? filled(0xff) : number == 1 ? new byte[32] : bytes(number);
      int threshold = 2 + random.nextInt(5);
      List<SecretShare> shares =
          new ArrayList<>(Shamir.split(secret, threshold, threshold + 3, new SecureRandom()));
      Collections.shuffle(shares, random);

      assertThat(Shamir.join(shares.subList(0, threshold))).isEqualTo(secret);
      assertThat(shares).allSatisfy(share -> assertThat(share.bytes()).hasSize(33));
      assertThat(shares)
          .allSatisfy(
              share -> assertThat(SecretShare.read(share.place(), share.bytes())).isEqualTo(share));
    }
  }

  /** With any other secret some polynomial gives the same shares, so they say nothing of it. */
  @Test
  void shouldFitEverySecretToFewerSharesThanTheThreshold() {
    int threshold = 4;
    List<SecretShare> three =
        Shamir.split(bytes(5), threshold, 9, new SecureRandom()).subList(0, threshold - 1);
    for (int other = 6; other < 16; other++) {
      BigInteger secret = new BigInteger(1, bytes(other));
      // The value at place 9 of the polynomial through the shares and that secret at 0.
      SecretShare fourth = new SecretShare(9, valueAt(9, secret, three));

      List<SecretShare> four = new ArrayList<>(three);
      four.add(fourth);
      assertThat(Shamir.join(four)).isEqualTo(bytes(other));
    }
    assertThat(Shamir.PRIME.isProbablePrime(64)).isTrue();
    assertThat(Shamir.PRIME.bitLength()).isEqualTo(257);
  }

  private static BigInteger valueAt(int place, BigInteger secret, List<SecretShare> shares) {
    List<BigInteger> xs = new ArrayList<>(List.of(BigInteger.ZERO));
    List<BigInteger> ys = new ArrayList<>(List.of(secret));
    shares.forEach(share -> xs.add(BigInteger.valueOf(share.place())));
    shares.forEach(share -> ys.add(share.value()));
    BigInteger value = BigInteger.ZERO;
    for (int i = 0; i < xs.size(); i++) {
      BigInteger term = ys.get(i);
      for (int j = 0; j < xs.size(); j++) {
        if (i != j) {
          term =
              term.multiply(BigInteger.valueOf(place).subtract(xs.get(j)))
                  .multiply(xs.get(i).subtract(xs.get(j)).modInverse(Shamir.PRIME))
                  .mod(Shamir.PRIME);
        }
      }
      value = value.add(term).mod(Shamir.PRIME);
    }
    return value;
  }

  private static byte[] bytes(long seed) {
    byte[] bytes = new byte[32];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static byte[] filled(int value) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private static List<Integer> list(int[] words) {
    return Arrays.stream(words).boxed().toList();
  }
}
