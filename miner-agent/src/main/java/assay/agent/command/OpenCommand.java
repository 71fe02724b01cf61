package assay.agent.command;

import assay.agent.Agent;
import assay.agent.owner.VersionKeys;
import assay.registry.dataset.DatasetOpener;
import assay.registry.dataset.DatasetVersion;
import assay.registry.dataset.Manifest;
import assay.registry.dataset.VersionId;
import assay.registry.grant.GrantStanding;
import assay.registry.grant.Purpose;
import assay.registry.ledger.GrantFacts;
import assay.registry.ledger.Ledger;
import assay.registry.seal.AgeIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Opens a dataset that this account owns or may read. */
@Command(name = "open", description = "Open a dataset into a file; levels above L1 stay in memory.")
final class OpenCommand implements Callable<Integer> {

  @Mixin private HomeOption home;

  @Mixin private DatasetChoice choice;

  @Option(
      names = "--purpose",
      defaultValue = "train",
      converter = PurposeConverter.class,
      description = "What the grant is for (default: ${DEFAULT-VALUE}).")
  private Purpose purpose;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "The new file.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    try (OpenAgent open = new OpenAgent(home)) {
      Agent agent = open.agent();
      VersionId version = choice.version(agent);
      DatasetVersion registered = DatasetChoice.registered(agent, version);
      DatasetOpener opener = new DatasetOpener(agent.store(), agent.ledger().registry());
      Manifest manifest = opener.manifest(version, registered);
      if (manifest.level().isPublic()) {
        opener.readToFile(manifest, out.toAbsolutePath());
      } else {
        opener.openToFile(manifest, key(agent, version), out.toAbsolutePath());
      }
      System.out.printf("%s  %s%n", out, manifest.card().format());
    }
    return 0;
  }

  private AgeIdentity key(Agent agent, VersionId version) {
    return new VersionKeys(agent.home())
        .find(version)
        .or(() -> granted(agent, version))
        .orElseThrow(() -> new NoAccessException(version));
  }

  private Optional<AgeIdentity> granted(Agent agent, VersionId version) {
    Ledger ledger = agent.ledger();
    return new GrantFacts(agent.events())
        .given(version, agent.address(), purpose)
        .filter(id -> ledger.standing(id) == GrantStanding.LIVE)
        .flatMap(id -> ledger.grant(id).stream())
        .flatMap(grant -> agent.keys().versionKey(grant).stream())
        .findFirst();
  }
}
