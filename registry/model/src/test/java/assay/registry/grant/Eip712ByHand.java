package assay.registry.grant;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.seal.AgeRecipient;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.List;

/** The envelope's EIP-712 hash computed from the text of the standard, as a second opinion. */
final class Eip712ByHand {

  private Eip712ByHand() {}

  static Bytes32 hash(EnvelopeHeader header, AgeRecipient key) {
    EnvelopeSubject subject = header.subject();
    Bytes32 domain =
        struct(
            "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)",
            List.of(
                Bytes32.keccak256("AssayEnvelope"),
                Bytes32.keccak256("1"),
                word(subject.contract().chainId()),
                word(subject.contract().address())));
    Bytes32 message =
        struct(
            "Envelope(string kind,bytes32 subject,bytes32 asset,uint32 version,uint8 purpose,"
                + "address sender,address receiver,bytes32 recipient,uint64 expiry,bytes32 key)",
            List.of(
                Bytes32.keccak256(subject.kind().text()),
                subject.id(),
                subject.scope().asset(),
                word(subject.scope().version()),
                word(subject.scope().purpose().code()),
                word(header.parties().sender()),
                word(header.parties().receiver()),
                header.parties().recipient().key(),
                word(header.expiry().getEpochSecond()),
                key.key()));
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(new byte[] {0x19, 0x01});
    all.writeBytes(domain.bytes());
    all.writeBytes(message.bytes());
    return Bytes32.keccak256(all.toByteArray());
  }

  private static Bytes32 struct(String type, List<Bytes32> words) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(Bytes32.keccak256(type).bytes());
    words.forEach(word -> all.writeBytes(word.bytes()));
    return Bytes32.keccak256(all.toByteArray());
  }

  private static Bytes32 word(long number) {
    return new Bytes32("0x" + "%064x".formatted(BigInteger.valueOf(number)));
  }

  private static Bytes32 word(Address address) {
    return new Bytes32("0x" + "0".repeat(24) + address.hex().substring(2));
  }
}
