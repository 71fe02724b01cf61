package assay.training.audit;

import assay.chain.Address;
import assay.chain.Bytes32;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * What a transaction carried. A call is looked for anywhere in it, so that relayed and batched
 * calls are found as well as plain ones.
 *
 * @param hex {@code 0x} and hex digits
 */
record CallData(String hex) {

  private static final int WORD = 64;
  private static final int SELECTOR = 8;

  /** Every call of that function, wherever it begins. */
  List<Call> calls(String signature) {
    String selector = Bytes32.keccak256(signature).hex().substring(2, 2 + SELECTOR);
    List<Call> found = new ArrayList<>();
    for (int at = hex.indexOf(selector, 2); at >= 0; at = hex.indexOf(selector, at + 1)) {
      if (at % 2 == 0) {
        found.add(new Call(hex, at + SELECTOR));
      }
    }
    return found;
  }

  /**
   * The arguments of a call.
   *
   * @param start where the words begin that offsets count from
   */
  record Call(String hex, int start) {

    Bytes32 word(long index) {
      long from = start + index * WORD;
      if (index < 0 || from + WORD > hex.length()) {
        throw new Contradiction("the transaction's input ends within its arguments");
      }
      return new Bytes32("0x" + hex.substring((int) from, (int) from + WORD));
    }

    BigInteger number(long index) {
      return new BigInteger(word(index).hex().substring(2), 16);
    }

    Address address(long index) {
      return new Address("0x" + word(index).hex().substring(2 + WORD - 40));
    }

    String bytes4(long index) {
      return word(index).hex().substring(0, 2 + SELECTOR);
    }

    boolean flag(long index) {
      return number(index).signum() != 0;
    }

    /** Where the dynamic argument at that place of the head stands. */
    Call at(long index) {
      long offset = small(index);
      return new Call(hex, Math.toIntExact(start + 2 * offset));
    }

    int length() {
      return Math.toIntExact(small(0));
    }

    /** What stands behind the length of an array. */
    Call elements() {
      return new Call(hex, start + WORD);
    }

    List<Bytes32> words() {
      List<Bytes32> words = new ArrayList<>();
      int length = length();
      for (int i = 1; i <= length; i++) {
        words.add(word(i));
      }
      return words;
    }

    List<Long> numbers() {
      return words().stream()
          .map(word -> new BigInteger(word.hex().substring(2), 16).longValueExact())
          .toList();
    }

    /** The bytes of a dynamic {@code bytes} value, as hex digits. */
    String bytes() {
      int from = start + WORD;
      int to = from + 2 * length();
      if (to > hex.length()) {
        throw new Contradiction("the transaction's input ends within its bytes");
      }
      return hex.substring(from, to);
    }

    private long small(long index) {
      BigInteger value = number(index);
      if (value.bitLength() > 30 || value.intValue() > hex.length()) {
        throw new Contradiction("the transaction's input points outside itself");
      }
      return value.longValue();
    }
  }
}
