package assay.registry.accesslog;

import assay.chain.Address;
import assay.registry.dataset.VersionId;
import assay.registry.grant.GrantId;
import assay.registry.grant.Purpose;
import java.util.List;
import java.util.Set;

/**
 * What the chain says that an access log has to agree with.
 *
 * @param anchors every anchor of the log by whoever owned the dataset then, oldest first
 * @param grants every grant on the dataset, ended ones included
 */
public record LogEvidence(List<LogAnchor> anchors, Set<Granted> grants) {

  public LogEvidence {
    anchors = List.copyOf(anchors);
    grants = Set.copyOf(grants);
  }

  /** What a grant lets its grantee ask for. */
  public record Granted(GrantId id, VersionId version, Address grantee, Purpose purpose) {

    static Granted in(Access access) {
      return new Granted(access.grant(), access.version(), access.grantee(), access.purpose());
    }
  }
}
