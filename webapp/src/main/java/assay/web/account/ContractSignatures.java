package assay.web.account;

import assay.chain.Address;
import assay.chain.Bytes32;

/** Whether an account that is a contract takes a signature as its own. */
@FunctionalInterface
public interface ContractSignatures {

  /** Whether it does, over that hash; an account that is no contract never does. */
  boolean isValid(Address account, Bytes32 hash, byte[] signature);
}
