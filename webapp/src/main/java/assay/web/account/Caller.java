package assay.web.account;

import assay.chain.Address;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The account that makes this request. */
@RequestScoped
public class Caller {

  private @Nullable Identity identity;

  /** The signed-in account; resources marked {@link SignedIn} always have one. */
  public Address account() {
    return identity()
        .map(Identity::account)
        .orElseThrow(() -> new IllegalStateException("This resource lacks @SignedIn."));
  }

  /** Whose token or key the request carries, if it carries a valid one. */
  public Optional<Address> known() {
    return identity().map(Identity::account);
  }

  /** Whoever it is, if the request carries a valid token or key. */
  Optional<Identity> identity() {
    return Optional.ofNullable(identity);
  }

  void identify(Identity found) {
    identity = found;
  }
}
