package assay.chain.local;

import assay.chain.Address;
import assay.chain.Wei;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A chain of another make than anvil: hardhat's, whose EVM and JSON-RPC are other people's work. A
 * child process, bound to 127.0.0.1 and limited in memory, that ends with this one at the latest.
 * Every transaction is a block.
 */
public final class SecondClientProcess implements DevelopmentChain {

  private static final String HEAP = "--max-old-space-size=256";

  private final DevelopmentNode process;

  private SecondClientProcess(DevelopmentNode process) {
    this.process = process;
  }

  /** Starts one on a free port. */
  public static SecondClientProcess start() {
    int port = Ports.free();
    Path script = locate();
    return new SecondClientProcess(
        DevelopmentNode.start(
            "the second client",
            List.of("node", HEAP, script.toString(), String.valueOf(port)),
            port));
  }

  private static Path locate() {
    Path start = Path.of("").toAbsolutePath();
    return Stream.iterate(start, folder -> folder != null, Path::getParent)
        .map(folder -> folder.resolve("contracts/second-client"))
        .filter(folder -> Files.isDirectory(folder.resolve("node_modules/hardhat")))
        .map(folder -> folder.resolve("node.cjs"))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "The second client is not installed above "
                        + start
                        + "; run node tools/packages.mjs second-client in contracts."));
  }

  @Override
  public URI node() {
    return process.address();
  }

  @Override
  public void fund(Address account, Wei amount) {
    process.call("hardhat_setBalance", account.hex(), "0x" + amount.value().toString(16));
  }

  @Override
  public void mine(int blocks) {
    process.call("hardhat_mine", "0x" + Integer.toHexString(blocks));
  }

  @Override
  public void advance(Duration time) {
    process.call("evm_increaseTime", time.toSeconds());
    mine(1);
  }

  @Override
  public void replaceCode(Address contract, String code) {
    process.call("hardhat_setCode", contract.hex(), code);
  }

  @Override
  public void close() {
    process.close();
  }
}
