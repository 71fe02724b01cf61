package assay.agent.command;

import assay.chain.ChainClient;
import assay.chain.DeploymentManifest;
import assay.chain.FinalEvents;
import assay.chain.TrustedDeployers;
import assay.chain.UnknownDeploymentException;
import assay.registry.content.BlockStore;
import assay.registry.content.ContentStore;
import assay.registry.content.DagContentStore;
import assay.registry.content.DiskBlockStore;
import assay.registry.content.KuboBlockStore;
import assay.training.audit.BountyAudit;
import assay.training.audit.Claim;
import assay.training.audit.ClaimName;
import assay.training.audit.Evidence;
import assay.training.audit.EvidenceCollector;
import assay.training.bounty.BountyId;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A stranger's check: needs a chain and a store, no home, no key and no platform. */
@Command(name = "verify", description = "Derive again what the chain and a store claim.")
final class VerifyCommand {

  private static final int FAILS = 1;
  private static final int BAD_INPUT = 3;
  private static final Duration STORE_PATIENCE = Duration.ofSeconds(20);

  @Spec private CommandSpec command;

  /** Where the bytes are. */
  static final class Store {

    @Option(names = "--store", description = "Kubo RPC address of a content store.")
    private @Nullable URI address;

    @Option(names = "--blocks", paramLabel = "FOLDER", description = "Folder of a block store.")
    private @Nullable Path folder;

    ContentStore open(CommandSpec command) {
      return new DagContentStore(blocks(command));
    }

    private BlockStore blocks(CommandSpec command) {
      if (address != null) {
        return new KuboBlockStore(address, STORE_PATIENCE);
      }
      Path blocks = folder;
      if (blocks == null || !Files.isDirectory(blocks)) {
        throw new ParameterException(command.commandLine(), blocks + " is not a folder of blocks.");
      }
      return new DiskBlockStore(blocks, Clock.systemUTC());
    }
  }

  /** Whose contracts. */
  static final class Contracts {

    @Option(
        names = "--deployment",
        required = true,
        paramLabel = "FILE",
        description = "The deployment manifest.")
    private Path deployment;

    @Option(
        names = "--deployers",
        required = true,
        converter = DeployersConverter.class,
        description = "Whose signature counts under it; addresses with commas between.")
    private TrustedDeployers deployers;

    DeploymentManifest manifest() {
      DeploymentManifest manifest = DeploymentManifest.load(deployment);
      deployers.require(manifest);
      return manifest;
    }
  }

  /** One bounty. */
  @Command(
      name = "bounty",
      description = "Check every claim about a bounty; exit code 1 if one fails.")
  int bounty(
      @Mixin ChainOption chain,
      @ArgGroup(exclusive = false, multiplicity = "1") Contracts contracts,
      @ArgGroup(exclusive = true, multiplicity = "1") Store store,
      @Option(names = "--json", description = "Print one line of JSON.") boolean json,
      @Parameters(paramLabel = "ID", description = "The bounty's id or a unique beginning of it.")
          String prefix) {
    ContentStore content = store.open(command);
    DeploymentManifest manifest = contracts.manifest();
    try (ChainClient client = new ChainClient(chain.settings(command))) {
      return verify(client, manifest, content, new ClaimTable(System.out, json), prefix);
    } catch (UnclearIdException e) {
      System.err.println("assay: " + e.getMessage());
      return BAD_INPUT;
    }
  }

  private static int verify(
      ChainClient client,
      DeploymentManifest manifest,
      ContentStore content,
      ClaimTable table,
      String prefix) {
    List<Claim> claims = new ArrayList<>(List.of(deployment(client, manifest)));
    if (Claim.anyFails(claims)) {
      table.print(prefix, claims);
      return FAILS;
    }
    FinalEvents events = new FinalEvents(client, manifest.deployment());
    events.refresh();
    BountyId id = BountyCommand.find(events, prefix).id();
    ProgressBar bar = new ProgressBar(System.err, Ansi.AUTO.enabled());
    Evidence evidence =
        new EvidenceCollector(
                client, manifest.deployment(), manifest.statement().settings(), content)
            .collect(events, id, bar::show);
    bar.end();
    claims.addAll(new BountyAudit(evidence, id).claims());
    table.print(id.toString(), claims);
    return Claim.anyFails(claims) ? FAILS : 0;
  }

  /** Everything else rests on the contracts being those that were read. */
  private static Claim deployment(ChainClient client, DeploymentManifest manifest) {
    String deployer = manifest.statement().deployer().toString();
    try {
      manifest.requireOn(client);
      return new Claim(
          ClaimName.DEPLOYMENT,
          deployer,
          Claim.Verdict.HOLDS,
          "signed by a deployer you named; genesis and every contract's code are the manifest's");
    } catch (UnknownDeploymentException e) {
      return new Claim(
          ClaimName.DEPLOYMENT, deployer, Claim.Verdict.FAILS, String.valueOf(e.getMessage()));
    }
  }
}
