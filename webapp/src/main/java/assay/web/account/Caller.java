package assay.web.account;

import assay.chain.Address;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The account that makes this request. */
@RequestScoped
public class Caller {

  private @Nullable Address account;

  /** The signed-in account; resources marked {@link SignedIn} always have one. */
  public Address account() {
    return Optional.ofNullable(account)
        .orElseThrow(() -> new IllegalStateException("This resource lacks @SignedIn."));
  }

  void identify(Address address) {
    account = address;
  }
}
