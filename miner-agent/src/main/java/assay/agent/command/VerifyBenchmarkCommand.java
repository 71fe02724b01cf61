package assay.agent.command;

import assay.chain.Bytes32;
import assay.chain.ChainClient;
import assay.chain.DeploymentManifest;
import assay.registry.actor.Actors;
import assay.training.benchmark.Attestation;
import assay.training.benchmark.BenchmarkJson;
import assay.training.benchmark.Challenge;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A stranger's check of an attested benchmark. */
@Command(
    name = "benchmark",
    description = {
      "Check that a file is what its challenger attested on chain, and that the rig signed it.",
      "Whether the challenger's clock is to be trusted is for you to say."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:it is attested",
      "1:it is not, or was replaced by a newer one, or does not hold",
      "2:wrong usage",
      "3:bad input: manifest, deployer or chain",
      "4:chain does not answer"
    })
final class VerifyBenchmarkCommand implements Callable<Integer> {

  private static final int FAILS = 1;
  private static final double GIGA = 1e9;

  @Spec private CommandSpec command;
  @Mixin private ChainOption chain;
  @Mixin private VerifyCommand.Contracts contracts;
  @Mixin private BenchmarkOptions options;

  @Parameters(paramLabel = "FILE", description = "The attestation, as the challenger kept it.")
  private Path file;

  @Option(names = "--again", description = "Do the rig's work again too; takes as long as it did.")
  private boolean isAgain;

  @Option(names = "--json", description = "Print one line of JSON.")
  private boolean isJson;

  @Override
  public Integer call() throws IOException {
    Attestation attestation = BenchmarkJson.readAttestation(Files.readAllBytes(file));
    Optional<Bytes32> onChain = onChain(attestation.signed().report().challenge().parties());
    boolean isAttested = onChain.equals(Optional.of(attestation.hash()));
    if (isAgain) {
      BenchmarkOptions.watched(
          watcher -> {
            attestation.requireAnswered(options.benchmark(options.oneEngine()), watcher);
            return attestation;
          });
    }
    tell(attestation, isAttested);
    return isAttested ? 0 : FAILS;
  }

  private Optional<Bytes32> onChain(Challenge.Parties parties) {
    DeploymentManifest manifest = contracts.manifest();
    try (ChainClient client = new ChainClient(chain.settings(command))) {
      manifest.requireOn(client);
      return new Actors(client, manifest.deployment())
          .attestation(parties.rig(), parties.challenger());
    }
  }

  private void tell(Attestation attestation, boolean isAttested) {
    Challenge.Parties parties = attestation.signed().report().challenge().parties();
    if (isJson) {
      ObjectNode json =
          JsonNodeFactory.instance
              .objectNode()
              .put("rig", parties.rig().toString())
              .put("challenger", parties.challenger().toString())
              .put("hash", attestation.hash().hex())
              .put("attested", isAttested)
              .put("provenFlopsPerSecond", Math.round(attestation.provenFlops()))
              .put("score", attestation.signed().report().figures().score().median());
      System.out.println(json);
      return;
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %s %s that %s reached %.1f GFLOP/s at least.%n",
        isAttested ? "HOLDS" : "FAILS",
        parties.challenger(),
        isAttested ? "attests" : "does not attest, or no longer,",
        parties.rig(),
        attestation.provenFlops() / GIGA);
  }
}
