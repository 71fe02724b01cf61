package assay.registry.grant;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.dataset.ContractAt;
import assay.registry.seal.AgeIdentity;
import assay.registry.seal.AgeRecipient;
import assay.registry.wire.StrictJson;
import java.time.Instant;

/**
 * The flat JSON inside an envelope's age file.
 *
 * @param envelope version of this format, 1
 * @param expiry seconds since 1970
 * @param signature 65 bytes over the EIP-712 hash, 0x and hex
 */
record EnvelopeJson(
    int envelope,
    EnvelopeKind kind,
    long chainId,
    Address contract,
    Bytes32 subject,
    Bytes32 asset,
    long version,
    int purpose,
    Address sender,
    Address receiver,
    AgeRecipient recipient,
    long expiry,
    AgeIdentity key,
    String signature) {

  static final int FORMAT = 1;
  static final int MAX_BYTES = 4096;

  static final StrictJson<EnvelopeJson> JSON =
      new StrictJson<>(
          EnvelopeJson.class, MAX_BYTES, (words, cause) -> EnvelopeRefusedException.format(cause));

  EnvelopeJson {
    if (envelope != FORMAT) {
      throw new IllegalArgumentException("Envelope format " + envelope + " is not known here.");
    }
    if (!signature.matches("0x[0-9a-f]{130}")) {
      throw new IllegalArgumentException("The signature must be 0x and 130 lower-case hex digits.");
    }
  }

  static EnvelopeJson of(Envelope envelope, String signature) {
    EnvelopeHeader header = envelope.header();
    EnvelopeSubject subject = header.subject();
    return new EnvelopeJson(
        FORMAT,
        subject.kind(),
        subject.contract().chainId(),
        subject.contract().address(),
        subject.id(),
        subject.scope().asset(),
        subject.scope().version(),
        subject.scope().purpose().code(),
        header.parties().sender(),
        header.parties().receiver(),
        header.parties().recipient(),
        header.expiry().getEpochSecond(),
        envelope.key(),
        signature);
  }

  Envelope toEnvelope() {
    EnvelopeSubject.Scope scope = new EnvelopeSubject.Scope(asset, version, new Purpose(purpose));
    EnvelopeSubject about =
        new EnvelopeSubject(kind, new ContractAt(chainId, contract), subject, scope);
    EnvelopeHeader.Parties parties = new EnvelopeHeader.Parties(sender, receiver, recipient);
    return new Envelope(new EnvelopeHeader(about, parties, Instant.ofEpochSecond(expiry)), key);
  }
}
