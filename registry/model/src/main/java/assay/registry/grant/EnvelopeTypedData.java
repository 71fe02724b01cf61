package assay.registry.grant;

import assay.chain.Bytes32;
import assay.chain.TypedData;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a sender signs (EIP-712): the header and the public half of the key, under a domain that
 * names chain and contract. Any wallet can sign this JSON.
 */
public final class EnvelopeTypedData {

  private EnvelopeTypedData() {}

  /** The typed data as wallets take it. */
  public static String json(Envelope envelope) {
    ObjectNode data = TypedData.ofTypes(EnvelopeTypedData.class, "envelope-types.json");
    EnvelopeSubject subject = envelope.header().subject();
    data.putObject("domain")
        .put("name", "AssayEnvelope")
        .put("version", "1")
        .put("chainId", subject.contract().chainId())
        .put("verifyingContract", subject.contract().address().hex());
    describe(data.putObject("message"), envelope);
    return data.toString();
  }

  private static void describe(ObjectNode message, Envelope envelope) {
    EnvelopeHeader header = envelope.header();
    EnvelopeSubject subject = header.subject();
    message
        .put("kind", subject.kind().text())
        .put("subject", subject.id().hex())
        .put("asset", subject.scope().asset().hex())
        .put("version", subject.scope().version())
        .put("purpose", subject.scope().purpose().code())
        .put("sender", header.parties().sender().hex())
        .put("receiver", header.parties().receiver().hex())
        .put("recipient", header.parties().recipient().key().hex())
        .put("expiry", header.expiry().getEpochSecond())
        .put("key", envelope.key().recipient().key().hex());
  }

  /** The hash that is signed. */
  public static Bytes32 hash(Envelope envelope) {
    return TypedData.hash(json(envelope));
  }
}
