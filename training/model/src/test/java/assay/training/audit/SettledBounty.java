package assay.training.audit;

import assay.chain.DeploymentManifest;
import assay.registry.content.Cid;
import assay.registry.content.DiskBlockStore;
import assay.training.bounty.BountyId;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;

/** A chain with one bounty on it that settled, and the bytes it needs, for tests of commands. */
public final class SettledBounty implements AutoCloseable {

  private final AuditActors actors = new AuditActors();
  private final BountyId id = new AuditStories(new AuditWorld(actors)).signed();

  public BountyId id() {
    return id;
  }

  public URI node() {
    return actors.local.node().node();
  }

  public DeploymentManifest manifest() {
    return actors.local.manifest();
  }

  /** Copies every block into a folder that {@link DiskBlockStore} reads. */
  public void saveBlocks(Path folder) {
    DiskBlockStore store = new DiskBlockStore(folder, Clock.systemUTC());
    for (Cid cid : actors.blocks.all()) {
      store.put(cid.codec(), actors.blocks.get(cid));
    }
  }

  @Override
  public void close() {
    actors.close();
  }
}
