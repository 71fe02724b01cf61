package assay.agent.owner;

import assay.agent.AgentException;
import assay.registry.dataset.DatasetId;

/** What the platform says is a dataset's access log is none that its owner should vouch for. */
public final class LogBrokenException extends AgentException {

  public LogBrokenException(DatasetId dataset, String reason) {
    super(
        "access-log-broken",
        "The platform's access log of dataset %s does not hold: %s. Nothing was anchored; export it, and keep it with your earlier exports."
            .formatted(dataset, reason));
  }
}
