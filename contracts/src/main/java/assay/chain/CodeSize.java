package assay.chain;

/** How large a contract's code may be (EIP-170 allows one byte more than we do). */
final class CodeSize {

  /** A contract's code is smaller than this many bytes. */
  static final int LIMIT = 24_576;

  private CodeSize() {}

  static void require(ContractName contract, int bytes) {
    if (bytes >= LIMIT) {
      throw DeploymentRefusedException.tooLarge(contract, bytes);
    }
  }
}
