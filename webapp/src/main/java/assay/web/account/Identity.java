package assay.web.account;

import assay.chain.Address;
import java.util.EnumSet;
import java.util.Set;

/** In whose name a request is made, and what it may do. */
record Identity(Address account, Set<Scope> scopes) {

  Identity {
    scopes = Set.copyOf(scopes);
  }

  /** Of somebody who signed in himself. */
  static Identity signedIn(Address account) {
    return new Identity(account, EnumSet.allOf(Scope.class));
  }

  boolean may(Scope scope) {
    return scopes.contains(scope);
  }
}
