package assay.registry.approval;

/** What the rules say to an application. */
public sealed interface Decision {

  /**
   * Grant it.
   *
   * @param rule the name of the rule that says so
   */
  record Approve(String rule, Offer offer) implements Decision {}

  /**
   * Refuse it.
   *
   * @param because for the one who asked
   */
  record Deny(String because) implements Decision {}

  /**
   * Leave it to the owner.
   *
   * @param because for the owner
   */
  record AskOwner(String because) implements Decision {}
}
