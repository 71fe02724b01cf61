package assay.chain;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.web3j.crypto.Hash;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionDecoder;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.crypto.transaction.type.Transaction1559;
import org.web3j.utils.Numeric;

/**
 * One signed transaction. Everything in it can be read back, so a process that did not sign it can
 * tell what it does and replace it.
 *
 * @param hash the transaction's hash
 * @param raw the signed transaction, {@code 0x} and hex
 */
record Attempt(Bytes32 hash, String raw) {

  static Attempt sign(Account account, RawTransaction transaction) {
    String raw =
        Numeric.toHexString(TransactionEncoder.signMessage(transaction, account.credentials()));
    return new Attempt(new Bytes32(Hash.sha3(raw)), raw);
  }

  /** The same transaction for another fee. */
  Attempt at(Fee fee, Account account) {
    Transaction1559 content = content();
    return sign(
        account,
        RawTransaction.createTransaction(
            content.getChainId(),
            content.getNonce(),
            content.getGasLimit(),
            receiver(content),
            content.getValue(),
            content.getData(),
            fee.tip(),
            fee.max()));
  }

  Fee fee() {
    Transaction1559 content = content();
    return new Fee(content.getMaxFeePerGas(), content.getMaxPriorityFeePerGas());
  }

  /** Equal for two transactions that ask the chain for the same thing. */
  Bytes32 call() {
    Transaction1559 content = content();
    return call(receiver(content), content.getValue(), content.getData());
  }

  /** What {@link #call()} of a transaction for this call is. */
  static Bytes32 call(ContractCall call) {
    return call(call.toHex(), call.value().value(), call.data());
  }

  private static Bytes32 call(String to, BigInteger value, String data) {
    String words = to + " " + value + " " + Numeric.cleanHexPrefix(data);
    return Bytes32.of(Hash.sha3(words.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8)));
  }

  private Transaction1559 content() {
    return (Transaction1559) TransactionDecoder.decode(raw).getTransaction();
  }

  /** Nothing for a creation, which decodes to a bare prefix. */
  private static String receiver(Transaction1559 content) {
    String to = content.getTo();
    return to == null || to.length() <= 2 ? "" : to;
  }
}
