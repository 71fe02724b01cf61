package assay.registry.ledger;

import assay.chain.local.AnvilProcess;
import assay.chain.local.DevelopmentChain;

final class EthereumLedgerIT extends EthereumLedgerContract {

  @Override
  protected DevelopmentChain startChain() {
    return AnvilProcess.instant();
  }
}
