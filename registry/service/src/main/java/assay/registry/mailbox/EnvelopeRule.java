package assay.registry.mailbox;

import assay.registry.grant.EnvelopeKind;
import assay.registry.grant.GrantNotLiveException;
import org.jdbi.v3.core.Handle;

/** Who may post and fetch envelopes of one kind. Asked anew at every post and every release. */
public interface EnvelopeRule {

  /** The kind it guards. */
  EnvelopeKind kind();

  /**
   * Refuses a post that is none of the sender's business.
   *
   * @throws EnvelopeForbiddenException with the reason
   * @throws GrantNotLiveException if it is about a grant that is not there
   */
  void checkPost(Handle transaction, PostedEnvelope envelope);

  /**
   * Refuses a release to the addressee as things stand on chain, pending events included. What it
   * writes stays, whether it refuses or not.
   *
   * @throws EnvelopeForbiddenException with the reason
   * @throws GrantNotLiveException if it is about a grant that may not be relied on now
   */
  void checkRelease(Handle transaction, PostedEnvelope envelope);
}
