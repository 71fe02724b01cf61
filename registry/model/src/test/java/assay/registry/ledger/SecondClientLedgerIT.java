package assay.registry.ledger;

import assay.chain.local.DevelopmentChain;
import assay.chain.local.SecondClientProcess;

final class SecondClientLedgerIT extends EthereumLedgerContract {

  @Override
  protected DevelopmentChain startChain() {
    return SecondClientProcess.start();
  }
}
