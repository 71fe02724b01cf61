package assay.registry.index;

import assay.registry.catalogue.RegistryProjection;
import org.jdbi.v3.core.Handle;

/**
 * A projection that repeats that many events of the registry's and then fails, as a full disk or a
 * kill would.
 */
final class BreakingProjection implements Projection {

  private final Projection registry = new RegistryProjection();
  private int left;

  BreakingProjection(int left) {
    this.left = left;
  }

  @Override
  public void apply(Changes changes, FinalEvent event) {
    if (left-- == 0) {
      throw new IllegalStateException("Broken in the middle.");
    }
    registry.apply(changes, event);
  }

  @Override
  public void clear(Handle transaction) {
    registry.clear(transaction);
  }
}
