package assay.training.economy;

import assay.chain.Address;
import assay.chain.TransactionSender;

/** Somebody with an account, who behaves in one way. */
record Player<W extends Way>(String name, W way, TransactionSender sender) {

  Address address() {
    return sender.address();
  }

  @Override
  public String toString() {
    return name + " (" + way.label() + ")";
  }
}
