package assay.agent.approval;

import assay.chain.Wei;
import assay.registry.approval.Lifetime;
import assay.registry.approval.Offer;
import assay.registry.dataset.SharingLevel;

/**
 * What an owner himself decided about one request. It waits in his home until his agent has done
 * it.
 *
 * @param isGranted whether he grants it
 * @param because his words for the one who asked, if he does not
 * @param lifetime how long the grant lasts, as {@link Lifetime} writes it
 * @param price of each use, in ether
 */
public record OwnerWord(boolean isGranted, String because, String lifetime, String price) {

  private static final String NEVER_USED = "1 second";

  public OwnerWord {
    Lifetime.parse(lifetime);
    Wei.ofEther(price);
    if (!isGranted && because.isBlank()) {
      throw new IllegalArgumentException("Say because of what.");
    }
  }

  /** A grant on these terms. */
  public static OwnerWord grant(String lifetime, String price) {
    return new OwnerWord(true, "", lifetime, price);
  }

  /** A refusal. */
  public static OwnerWord denial(String because) {
    return new OwnerWord(false, because, NEVER_USED, "0");
  }

  /** What is granted, of a version of that level. */
  Offer offer(SharingLevel level) {
    return new Offer(level, Lifetime.parse(lifetime), Wei.ofEther(price));
  }
}
