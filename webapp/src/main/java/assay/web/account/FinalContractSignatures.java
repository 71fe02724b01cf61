package assay.web.account;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainClient;
import assay.chain.ContractCall;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Asks contracts by ERC-1271 ({@code isValidSignature}), in the final state: what a reorganisation
 * may still undo, a wallet's code or its owners, signs nobody in. Thread-safe.
 */
public final class FinalContractSignatures implements ContractSignatures {

  /** Enough for wallets of several owners and for passkeys checked in Solidity. */
  static final long GAS = 1_000_000;

  /** {@code isValidSignature(bytes32,bytes)}, and what it returns for a signature of its own. */
  private static final String MAGIC = "1626ba7e";

  private static final int WORD = 32;
  private static final byte[] YES =
      Arrays.copyOf(HexFormat.of().parseHex(MAGIC), WORD); // bytes4 fills a word from the left.

  private final ChainClient chain;

  public FinalContractSignatures(ChainClient chain) {
    this.chain = chain;
  }

  @Override
  public boolean isValid(Address account, Bytes32 hash, byte[] signature) {
    ContractCall question =
        ContractCall.of("check a signature of " + account, account, data(hash, signature));
    return chain
        .ask(question, GAS, chain.finalHead())
        .filter(answer -> answer.length >= WORD)
        .filter(answer -> Arrays.equals(Arrays.copyOf(answer, WORD), YES))
        .isPresent();
  }

  /** The call by Solidity's ABI: the hash, where the signature begins, its length, its words. */
  private static String data(Bytes32 hash, byte[] signature) {
    int words = (signature.length + WORD - 1) / WORD;
    return "0x"
        + MAGIC
        + HexFormat.of().formatHex(hash.bytes())
        + word(2L * WORD)
        + word(signature.length)
        + HexFormat.of().formatHex(Arrays.copyOf(signature, words * WORD));
  }

  private static String word(long number) {
    return "%064x".formatted(BigInteger.valueOf(number));
  }
}
