package assay.registry.grant;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.seal.AgeIdentity;
import assay.registry.seal.Opener;
import java.math.BigInteger;
import java.security.SignatureException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;
import org.web3j.crypto.Sign.SignatureData;

/**
 * Opens envelopes sealed to one identity. Age binds nothing to what it seals, so every field is
 * held to what the reader expects, and all of them to the sender's signature. Thread-safe.
 */
public final class EnvelopeReader {

  private static final int LONGEST = EnvelopeJson.MAX_BYTES + 1024;

  /** Half the group order of secp256k1: the higher of the two forms of a signature is refused. */
  private static final BigInteger HIGHEST_S =
      new BigInteger("7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0", 16);

  private final AgeIdentity identity;
  private final Opener opener = new Opener();

  public EnvelopeReader(AgeIdentity identity) {
    this.identity = identity;
  }

  /**
   * The key, if everything is as expected.
   *
   * @param expected what the chain says: the grant or the seat this envelope goes with
   * @param now the final head's time
   * @throws EnvelopeRefusedException naming the first field that is not
   */
  public AgeIdentity read(byte[] sealed, EnvelopeHeader expected, Instant now) {
    EnvelopeJson json = opened(sealed);
    return held(json, envelope(json), expected, now).key();
  }

  /**
   * An envelope that tells by itself which asset its key opens; the rest of it is held to what is
   * expected, and all of it to the signature.
   *
   * @throws EnvelopeRefusedException naming the first field that is not as expected
   */
  public Envelope readTelling(byte[] sealed, EnvelopeHeader expected, Instant now) {
    EnvelopeJson json = opened(sealed);
    Envelope envelope = envelope(json);
    Bytes32 told = envelope.header().subject().scope().asset();
    return held(json, envelope, expected.about(told), now);
  }

  private EnvelopeJson opened(byte[] sealed) {
    if (sealed.length > LONGEST) {
      throw EnvelopeRefusedException.tooLong(sealed.length);
    }
    return EnvelopeJson.JSON.read(opener.openMessage(sealed, identity));
  }

  private static Envelope held(
      EnvelopeJson json, Envelope envelope, EnvelopeHeader expected, Instant now) {
    requireSame(envelope.header(), expected);
    if (!isSigned(envelope, json.signature())) {
      throw EnvelopeRefusedException.unsigned(expected);
    }
    if (!now.isBefore(expected.expiry())) {
      throw EnvelopeRefusedException.expired(expected);
    }
    return envelope;
  }

  private static Envelope envelope(EnvelopeJson json) {
    try {
      return json.toEnvelope();
    } catch (IllegalArgumentException | DateTimeException e) {
      throw EnvelopeRefusedException.format(e);
    }
  }

  private static void requireSame(EnvelopeHeader found, EnvelopeHeader expected) {
    EnvelopeSubject subject = found.subject();
    EnvelopeSubject meant = expected.subject();
    requireSame("kind", subject.kind(), meant.kind());
    requireSame("chainId", subject.contract().chainId(), meant.contract().chainId());
    requireSame("contract", subject.contract().address(), meant.contract().address());
    requireSame("subject", subject.id(), meant.id());
    requireSame("asset", subject.scope().asset(), meant.scope().asset());
    requireSame("version", subject.scope().version(), meant.scope().version());
    requireSame("purpose", subject.scope().purpose(), meant.scope().purpose());
    requireSame("sender", found.parties().sender(), expected.parties().sender());
    requireSame("receiver", found.parties().receiver(), expected.parties().receiver());
    requireSame("recipient", found.parties().recipient(), expected.parties().recipient());
    requireSame("expiry", found.expiry(), expected.expiry());
  }

  private static void requireSame(String field, Object found, Object expected) {
    if (!found.equals(expected)) {
      throw EnvelopeRefusedException.swapped(field, found, expected);
    }
  }

  private static boolean isSigned(Envelope envelope, String signature) {
    byte[] bytes = HexFormat.of().parseHex(signature.substring(2));
    byte[] s = Arrays.copyOfRange(bytes, 32, 64);
    if (new BigInteger(1, s).compareTo(HIGHEST_S) > 0) {
      return false;
    }
    SignatureData data = new SignatureData(bytes[64], Arrays.copyOf(bytes, 32), s);
    try {
      BigInteger key = Sign.signedMessageHashToKey(EnvelopeTypedData.hash(envelope).bytes(), data);
      return new Address("0x" + Keys.getAddress(key)).equals(envelope.header().parties().sender());
    } catch (SignatureException | IllegalArgumentException e) {
      // Numbers that are no signature at all: nobody signed.
      return false;
    }
  }
}
