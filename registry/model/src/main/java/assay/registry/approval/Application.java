package assay.registry.approval;

import assay.chain.Address;
import assay.registry.dataset.SharingLevel;
import assay.registry.dataset.VersionId;
import assay.registry.grant.Purpose;

/** Somebody asks to read a version for a purpose, in the circumstances of that moment. */
public record Application(
    VersionId version, Address grantee, Purpose purpose, Circumstances circumstances) {

  /**
   * What the chain says about the dataset and the one who asks.
   *
   * @param minimum the version's own level; no grant may have a lower one
   * @param liveGrants grants of the owner on the dataset that have not ended
   * @param wasRevoked whether the owner ever took a grant on the dataset back from him
   */
  public record Circumstances(SharingLevel minimum, int liveGrants, boolean wasRevoked) {}
}
