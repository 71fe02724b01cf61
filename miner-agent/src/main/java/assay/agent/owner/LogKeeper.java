package assay.agent.owner;

import assay.agent.Agent;
import assay.registry.accesslog.AccessLog;
import assay.registry.accesslog.LogAudit;
import assay.registry.accesslog.LogEvidence;
import assay.registry.audit.LogClaim;
import assay.registry.audit.Verdict;
import assay.registry.dataset.DatasetId;
import assay.registry.ledger.AnchorCalls;
import assay.registry.ledger.LogFacts;
import java.util.List;

/**
 * An owner's way to the access log of his dataset. The platform writes it; once its root is on
 * chain in the owner's name, the platform can take nothing of it back.
 */
public final class LogKeeper {

  private final Agent agent;

  public LogKeeper(Agent agent) {
    this.agent = agent;
  }

  /** The log as the platform has it, with all anchors that are final. */
  public AccessLog fetch(DatasetId dataset) {
    return agent.platform().accessLog(dataset).anchored(onChain(dataset).anchors());
  }

  /** Everything that can be said about it, the chain's word included. */
  public List<LogClaim> check(AccessLog log) {
    return new LogAudit(log).against(onChain(log.dataset()));
  }

  /**
   * Puts the root over all entries on chain, unless it is there; returns the log with that anchor.
   *
   * @throws LogBrokenException if the log does not hold, or lacks what was anchored before
   */
  public AccessLog anchor(AccessLog log) {
    requireSound(log);
    if (!isCovered(log)) {
      int last = log.entries().size() - 1;
      agent
          .sender()
          .send(
              new AnchorCalls(agent.chain(), agent.deployment())
                  .append(agent.address(), AccessLog.kind(log.dataset()), log.roots().get(last)));
      agent.events().refresh();
    }
    return log.anchored(onChain(log.dataset()).anchors());
  }

  private void requireSound(AccessLog log) {
    check(log).stream()
        .filter(claim -> claim.verdict() == Verdict.FAILS)
        .findFirst()
        .ifPresent(
            claim -> {
              throw new LogBrokenException(log.dataset(), claim.proof());
            });
  }

  private static boolean isCovered(AccessLog log) {
    int entries = log.entries().size();
    return entries == 0 || log.anchors().stream().anyMatch(anchor -> anchor.entries() == entries);
  }

  private LogEvidence onChain(DatasetId dataset) {
    return new LogFacts(agent.events()).of(dataset);
  }
}
