package assay.chain.local;

import assay.chain.Address;
import assay.chain.Wei;
import java.net.URI;
import java.time.Duration;

/** A chain that makes money, blocks and time when it is told to. Closing it ends it. */
public interface DevelopmentChain extends AutoCloseable {

  /** JSON-RPC address of this chain. */
  URI node();

  /** Gives an account ETH out of nothing. */
  void fund(Address account, Wei amount);

  /** Mines that many blocks now. */
  void mine(int blocks);

  /** Moves the chain's clock ahead and mines a block there. */
  void advance(Duration time);

  /** Puts other code where a contract is: what a chain that is not ours might hold there. */
  void replaceCode(Address contract, String code);

  @Override
  void close();
}
