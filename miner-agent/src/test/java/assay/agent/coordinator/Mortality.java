package assay.agent.coordinator;

import assay.agent.platform.FederatedBoard;
import assay.training.bounty.BountyId;
import assay.training.federated.round.FederatedJob;
import assay.training.federated.round.RoundEntry;
import assay.training.federated.round.SentUpdate;
import assay.training.federated.round.SignedCall;

/** Kills a coordinator or a site before or after one of the things that it does to the world. */
final class Mortality {

  private final int deadly;
  private int moments;

  /**
   * @param deadly the moment at which it dies, from 0
   */
  Mortality(int deadly) {
    this.deadly = deadly;
  }

  /** It is dead. */
  static final class Killed extends RuntimeException {
    Killed(int moment) {
      super("Killed at moment " + moment + ".");
    }
  }

  /** How many moments there were. */
  int moments() {
    return moments;
  }

  private void around(Runnable deed) {
    moment();
    deed.run();
    moment();
  }

  private void moment() {
    if (moments++ == deadly) {
      throw new Killed(deadly);
    }
  }

  RoundAnchors over(RoundAnchors anchors) {
    return (job, number, root) -> around(() -> anchors.anchor(job, number, root));
  }

  FederatedBoard over(FederatedBoard board) {
    return new DelegatingBoard(board) {
      @Override
      public void open(BountyId bounty) {
        around(() -> super.open(bounty));
      }

      @Override
      public void call(SignedCall call) {
        around(() -> super.call(call));
      }

      @Override
      public void record(RoundEntry round) {
        around(() -> super.record(round));
      }

      @Override
      public void ready(FederatedJob job) {
        around(() -> super.ready(job));
      }

      @Override
      public void send(SentUpdate update) {
        around(() -> super.send(update));
      }

      @Override
      public void end(BountyId bounty) {
        around(() -> super.end(bounty));
      }
    };
  }
}
