package assay.chain;

/** The contracts are not deployed as they are, or not by this account; nothing was sent for it. */
public final class DeploymentRefusedException extends ChainException {

  private DeploymentRefusedException(String problem) {
    super("deployment-refused", problem);
  }

  static DeploymentRefusedException tooLarge(ContractName contract, int bytes) {
    return new DeploymentRefusedException(
        "The code of %s takes %d bytes on chain; it must be less than %d. Split the contract."
            .formatted(contract.solidityName(), bytes, CodeSize.LIMIT));
  }

  static DeploymentRefusedException tooPoor(Address deployer, Wei needed, Wei balance) {
    return new DeploymentRefusedException(
        "The deployment may cost %s ETH, but %s has %s ETH; send it the rest first."
            .formatted(needed.inEther(), deployer, balance.inEther()));
  }
}
