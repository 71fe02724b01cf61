package assay.agent.miner;

import assay.training.bounty.BountyId;
import java.util.Optional;

/** Says whether a training may be worked on now, apart from what the bounty is worth. */
@FunctionalInterface
public interface JobPermit {

  /** Everything may be. */
  JobPermit ALL = bounty -> Optional.empty();

  /** What is against it now, nothing if it may be. */
  Optional<Refusal> against(BountyId bounty);
}
