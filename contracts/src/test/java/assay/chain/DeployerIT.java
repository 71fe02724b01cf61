package assay.chain;

import assay.chain.local.AnvilProcess;
import assay.chain.local.DevelopmentChain;

final class DeployerIT extends DeployedChainContract {

  @Override
  protected DevelopmentChain startChain() {
    return AnvilProcess.instant();
  }
}
