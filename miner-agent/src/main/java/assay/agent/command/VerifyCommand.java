package assay.agent.command;

import assay.chain.ChainClient;
import assay.chain.ChainSettings;
import assay.chain.DeploymentManifest;
import assay.chain.FinalEvents;
import assay.chain.TrustedDeployers;
import assay.chain.UnknownDeploymentException;
import assay.registry.audit.Verdict;
import assay.registry.content.BlockStore;
import assay.registry.content.ContentStore;
import assay.registry.content.DagContentStore;
import assay.registry.content.DiskBlockStore;
import assay.registry.content.KuboBlockStore;
import assay.registry.content.StoreRefusedException;
import assay.training.audit.BountyAudit;
import assay.training.audit.Claim;
import assay.training.audit.ClaimName;
import assay.training.audit.Evidence;
import assay.training.audit.EvidenceCollector;
import assay.training.bounty.BountyId;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
@Command(
    name = "verify",
    description = "Derive again what the chain, a store or an exported log claims.",
    subcommands = {VerifyBenchmarkCommand.class, VerifyLogCommand.class})
final class VerifyCommand {

  private static final int FAILS = 1;
  private static final Duration STORE_PATIENCE = Duration.ofSeconds(20);

  @Spec private CommandSpec command;

  /** Where the bytes are. */
  static final class Store {

    @Option(
        names = "--store",
        converter = HttpAddressConverter.OfStore.class,
        description = "Kubo RPC address of a content store.")
    private @Nullable URI address;

    @Option(
        names = "--blocks",
        paramLabel = "FOLDER",
        description = "Folder of a block store (a local network's: FOLDER/content); only read.")
    private @Nullable Path folder;

    ContentStore open(CommandSpec command) {
      return new DagContentStore(blocks(command));
    }

    private BlockStore blocks(CommandSpec command) {
      if (address != null) {
        KuboBlockStore store = new KuboBlockStore(address, STORE_PATIENCE);
        store.version();
        return store;
      }
      try {
        return DiskBlockStore.readOnly(Objects.requireNonNull(folder));
      } catch (StoreRefusedException e) {
        throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
      }
    }
  }

  /** Whose contracts. */
  static final class Contracts {

    @Option(
        names = "--deployment",
        required = true,
        paramLabel = "FILE",
        description =
            "The deployment manifest: from the deployer, or a platform's /api/v1/deployment/manifest.")
    private Path deployment;

    @Option(
        names = "--deployers",
        required = true,
        converter = DeployersConverter.class,
        paramLabel = "ADDRESSES",
        defaultValue = "${env:ASSAY_DEPLOYERS}",
        description = {
          "Whose signature counts under it, with commas between (default: ASSAY_DEPLOYERS).",
          "Ask for them by another way than the manifest came by."
        })
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
      description = {
        "Check every claim about a bounty.",
        "'unchecked' means that something is not to be had: nothing speaks against the claim."
      },
      exitCodeListHeading = "Exit codes:%n",
      exitCodeList = {
        "0:no claim fails (look for 'unchecked')",
        "1:a claim fails",
        "2:wrong usage",
        "3:bad input: id, manifest, deployer, chain or store",
        "4:chain or store does not answer"
      },
      footer = {
        "Example:",
        "  assay verify bounty 0x5b56836d --chain http://127.0.0.1:8545 --chain-id 677281 \\",
        "    --finality 2 --deployment deployment.json --deployers 0x... \\",
        "    --store http://127.0.0.1:5001"
      })
  int bounty(
      @Mixin ChainOption chain,
      @Mixin Contracts contracts,
      @ArgGroup(exclusive = true, multiplicity = "1") Store store,
      @Option(names = "--json", description = "Print one line of JSON.") boolean json,
      @Parameters(paramLabel = "ID", description = "The bounty's id or a unique beginning of it.")
          String prefix) {
    CommandSpec self = Objects.requireNonNull(command.subcommands().get("bounty")).getCommandSpec();
    ChainSettings place = chain.settings(self);
    ContentStore content = store.open(self);
    DeploymentManifest manifest = contracts.manifest();
    try (ChainClient client = new ChainClient(place)) {
      manifest.requireFor(client);
      return verify(client, manifest, content, new ClaimTable(System.out, json), prefix);
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
    BountyId id = new BountyId(KnownIds.bounties(events, client).meant(prefix));
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
          Verdict.HOLDS,
          "signed by a deployer you named; genesis and every contract's code are the manifest's");
    } catch (UnknownDeploymentException e) {
      return new Claim(
          ClaimName.DEPLOYMENT, deployer, Verdict.FAILS, String.valueOf(e.getMessage()));
    }
  }
}
