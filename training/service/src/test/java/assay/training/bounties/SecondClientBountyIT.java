package assay.training.bounties;

import assay.chain.local.DevelopmentChain;
import assay.chain.local.SecondClientProcess;

final class SecondClientBountyIT extends BountyContract {

  @Override
  protected DevelopmentChain startChain() {
    return SecondClientProcess.start();
  }
}
