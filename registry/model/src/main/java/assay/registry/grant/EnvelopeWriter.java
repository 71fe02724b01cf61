package assay.registry.grant;

import assay.chain.Account;
import assay.registry.seal.Sealer;
import org.web3j.crypto.Sign;
import org.web3j.crypto.Sign.SignatureData;
import org.web3j.utils.Numeric;

/** Signs and seals envelopes in one account's name. Thread-safe. */
public final class EnvelopeWriter {

  private final Account sender;
  private final Sealer sealer = new Sealer();

  public EnvelopeWriter(Account sender) {
    this.sender = sender;
  }

  /** The age file to hand over; only the header's recipient can open it. */
  public byte[] write(Envelope envelope) {
    if (!envelope.header().parties().sender().equals(sender.address())) {
      throw new IllegalArgumentException(
          "An envelope of "
              + envelope.header().parties().sender()
              + " cannot be signed by "
              + sender.address()
              + ".");
    }
    byte[] message = EnvelopeJson.JSON.write(EnvelopeJson.of(envelope, signature(envelope)));
    return sealer.sealMessage(message, envelope.header().parties().recipient());
  }

  private String signature(Envelope envelope) {
    SignatureData signed =
        Sign.signMessage(
            EnvelopeTypedData.hash(envelope).bytes(), sender.credentials().getEcKeyPair(), false);
    return Numeric.toHexString(signed.getR())
        + Numeric.toHexStringNoPrefix(signed.getS())
        + Numeric.toHexStringNoPrefix(signed.getV());
  }
}
