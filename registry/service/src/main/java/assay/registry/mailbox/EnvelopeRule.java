package assay.registry.mailbox;

import org.jdbi.v3.core.Handle;

/** Who may post and fetch envelopes of one kind. Asked anew at every post and every release. */
public interface EnvelopeRule {

  /** The kind it guards. */
  String kind();

  /**
   * Refuses a post that is none of the sender's business.
   *
   * @throws EnvelopeRefusedException with the reason
   */
  void checkPost(Handle transaction, PostedEnvelope envelope);

  /**
   * Refuses a release to the addressee as things stand on chain, pending events included.
   *
   * @throws EnvelopeRefusedException with the reason
   */
  void checkRelease(Handle transaction, PostedEnvelope envelope);
}
