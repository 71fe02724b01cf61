package assay.web.api;

import assay.chain.Account;
import assay.chain.Address;
import assay.chain.TestAccounts;
import assay.web.account.ApiKeys;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who calls the API in its tests: who has to do with the examples' things, and his like. */
enum Persona {
  ANONYMOUS(1),
  STRANGER(2),
  OWNER(3),
  OTHER_OWNER(4),
  RESEARCHER(5),
  OTHER_RESEARCHER(6),
  MINER(7),
  OTHER_MINER(8),
  EVALUATOR(9),
  OPERATOR(10),
  OTHER_OPERATOR(11),
  /** A program of the owner's with an API key that may read. */
  READ_KEY(3),
  FULL_KEY(3),
  EXPIRED_KEY(3);

  private final int number;

  Persona(int number) {
    this.number = number;
  }

  /** As it stands in the authorization matrix. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Persona named(String word) {
    return Arrays.stream(values())
        .filter(persona -> persona.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Nobody is called '" + word + "'."));
  }

  Account account() {
    return TestAccounts.number(number);
  }

  Address address() {
    return account().address();
  }

  boolean isKey() {
    return this == READ_KEY || this == FULL_KEY || this == EXPIRED_KEY;
  }

  /** The bearer token that he is signed in with, or his key. */
  Optional<String> token() {
    if (isKey()) {
      return Optional.of(ApiKeys.BEGINNING + word() + "-of-the-owner");
    }
    return this == ANONYMOUS ? Optional.empty() : Optional.of("token-of-" + word());
  }
}
