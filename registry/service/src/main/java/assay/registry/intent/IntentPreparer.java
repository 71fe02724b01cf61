package assay.registry.intent;

import assay.chain.Address;
import assay.chain.ContractCall;
import assay.chain.RevertedException;
import assay.chain.TransactionPreparer;
import assay.registry.ledger.Refusals;

/**
 * Makes intents ready for wallets: what the contracts would refuse now is refused with its reason,
 * and nothing is signed. Thread-safe.
 */
public final class IntentPreparer {

  private final TransactionPreparer transactions;

  public IntentPreparer(TransactionPreparer transactions) {
    this.transactions = transactions;
  }

  /**
   * The intent as a transaction of that account.
   *
   * @throws assay.registry.ledger.IntentRefusedException if the registry's contracts refuse it
   * @throws RevertedException if another contract does
   * @throws assay.chain.InsufficientFundsException if the account cannot pay for it
   */
  public PreparedIntent prepare(Address from, Intent intent, ContractCall call) {
    try {
      return new PreparedIntent(intent, transactions.prepare(from, call));
    } catch (RevertedException e) {
      throw Refusals.of(call.purpose(), e);
    }
  }
}
