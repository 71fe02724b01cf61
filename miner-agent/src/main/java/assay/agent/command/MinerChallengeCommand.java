package assay.agent.command;

import assay.agent.benchmark.ChallengeBook;
import assay.agent.home.AgentHome;
import assay.agent.home.AgentSettings;
import assay.agent.home.HomeException;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.UnfinishedFile;
import assay.training.benchmark.BenchmarkJson;
import assay.training.benchmark.Challenge;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets somebody else's rig a challenge. */
@Command(
    name = "challenge",
    description = {
      "Write a challenge for somebody's rig: work under a nonce that nobody knows before.",
      "The clock runs from now on until 'assay miner attest' reads the answer."
    },
    footer = {"Example:", "  assay miner challenge 0xMINER --out challenge.json"})
final class MinerChallengeCommand implements Callable<Integer> {

  private static final int NONCE_BYTES = 32;

  @Mixin private HomeOption home;

  @Parameters(paramLabel = "RIG", description = "The account of the rig.")
  private Address rig;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where the challenge goes; send it to the rig.")
  private Path out;

  @Option(
      names = "--chains",
      defaultValue = "1",
      description = "Chains of products, for so many workers (default: ${DEFAULT-VALUE}).")
  private int chains;

  @Option(
      names = "--steps",
      defaultValue = "1000",
      description =
          "Products of each chain, of 2.1 GFLOP; attesting repeats all of them (default:"
              + " ${DEFAULT-VALUE}).")
  private int steps;

  @Option(
      names = "--minutes",
      defaultValue = "30",
      description = "How long an answer counts (default: ${DEFAULT-VALUE}).")
  private int minutes;

  @Override
  public Integer call() throws IOException {
    AgentHome folder = home.home();
    byte[] nonce = new byte[NONCE_BYTES];
    new SecureRandom().nextBytes(nonce);
    Challenge challenge =
        new Challenge(
            Bytes32.of(nonce),
            new Challenge.Parties(
                AgentSettings.load(folder).chainId(), rig, folder.account().address()),
            new Challenge.Terms(
                Clock.systemUTC().instant(), Duration.ofMinutes(minutes), chains, steps));
    new ChallengeBook(folder).given(challenge);
    UnfinishedFile.write(out, BenchmarkJson.write(challenge));
    System.out.printf("Wrote %s for %s, to be answered within %d minutes.%n", out, rig, minutes);
    return 0;
  }

  /** Refuses a challenge of another chain or for another account, before work is done for it. */
  static void requireOwn(Challenge challenge, AgentHome home) {
    long chainId = AgentSettings.load(home).chainId();
    if (challenge.parties().chainId() != chainId) {
      throw new HomeException(
          home.folder(),
          "is for chain %d, the challenge for chain %d; take another home."
              .formatted(chainId, challenge.parties().chainId()));
    }
    Address own = home.account().address();
    if (!challenge.parties().rig().equals(own)) {
      throw new HomeException(
          home.folder(),
          "belongs to %s, the challenge is for %s; take another home."
              .formatted(own, challenge.parties().rig()));
    }
  }
}
