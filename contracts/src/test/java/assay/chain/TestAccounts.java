package assay.chain;

import java.math.BigInteger;
import org.web3j.crypto.ECKeyPair;

/** Accounts whose keys everybody knows: small numbers, for tests only. */
public final class TestAccounts {

  private TestAccounts() {}

  /** The n-th account, from 1. */
  public static Account number(int n) {
    return Account.of(ECKeyPair.create(BigInteger.valueOf(n)));
  }
}
