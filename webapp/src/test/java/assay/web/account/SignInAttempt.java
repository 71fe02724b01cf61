package assay.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.PersonalSignature;
import assay.registry.signin.SignInRefusedException;

/** Tries to sign in. */
final class SignInAttempt {

  private SignInAttempt() {}

  /** Whether it is taken; a refusal has to be for the signature. */
  static boolean isTaken(Accounts accounts, String text, PersonalSignature signature) {
    try {
      accounts.signIn(text, signature);
      return true;
    } catch (SignInRefusedException e) {
      assertThat(e.code()).isEqualTo("sign-in-signature");
      return false;
    }
  }
}
