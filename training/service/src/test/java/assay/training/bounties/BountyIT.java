package assay.training.bounties;

import assay.chain.local.AnvilProcess;
import assay.chain.local.DevelopmentChain;

final class BountyIT extends BountyContract {

  @Override
  protected DevelopmentChain startChain() {
    return AnvilProcess.instant();
  }
}
