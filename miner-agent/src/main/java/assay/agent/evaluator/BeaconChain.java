package assay.agent.evaluator;

import assay.agent.Agent;
import assay.agent.home.HomeException;
import assay.chain.Bytes32;
import assay.chain.SecretFile;
import assay.registry.actor.HashChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The evaluator's hash chain; its secret is a file in the home, made when first needed. */
final class BeaconChain {

  private static final int LENGTH = 10_000;
  private static final int SECRET_BYTES = 32;

  private final Agent agent;

  BeaconChain(Agent agent) {
    this.agent = agent;
  }

  HashChain chain() {
    Path file = agent.home().folder().resolve("beacon.secret");
    try {
      if (!Files.exists(file)) {
        byte[] secret = new byte[SECRET_BYTES];
        agent.random().nextBytes(secret);
        SecretFile.write(file, Bytes32.of(secret).hex());
      }
      return new HashChain(new Bytes32(Files.readString(file).strip()), LENGTH);
    } catch (IOException e) {
      throw new HomeException(file, "cannot be kept: " + e.getMessage() + ".", e);
    } catch (IllegalArgumentException e) {
      // Without the cause: its message may hold parts of the secret.
      throw new HomeException(file, "holds no beacon secret; restore it from its backup.");
    }
  }
}
