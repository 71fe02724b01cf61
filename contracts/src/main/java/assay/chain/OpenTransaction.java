package assay.chain;

import java.util.ArrayList;
import java.util.List;

/**
 * A transaction that may be on its way and is not known to be final.
 *
 * @param nonce the account's transaction number
 * @param key names what the caller wants done once; empty for none
 * @param purpose what it does, in words
 * @param attempts the first and what replaced it, oldest first; any of them may be mined
 */
record OpenTransaction(long nonce, String key, String purpose, List<Attempt> attempts) {

  OpenTransaction {
    attempts = List.copyOf(attempts);
  }

  OpenTransaction and(Attempt replacement) {
    List<Attempt> all = new ArrayList<>(attempts);
    all.add(replacement);
    return new OpenTransaction(nonce, key, purpose, all);
  }

  Attempt newest() {
    return attempts.get(attempts.size() - 1);
  }

  Bytes32 call() {
    return newest().call();
  }

  List<Bytes32> hashes() {
    return attempts.stream().map(Attempt::hash).toList();
  }
}
