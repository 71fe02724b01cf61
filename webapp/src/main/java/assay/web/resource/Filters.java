package assay.web.resource;

import assay.chain.Address;
import assay.chain.Bytes32;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Filters as callers write them, empty where they do not filter. */
final class Filters {

  private Filters() {}

  static Optional<String> account(String text) {
    return given(text).map(Address::new).map(Address::hex);
  }

  static Optional<String> id(String text) {
    return given(text).map(Bytes32::new).map(Bytes32::hex);
  }

  static Optional<String> word(String text, Set<String> words) {
    if (!text.isEmpty() && !words.contains(text)) {
      throw new IllegalArgumentException(
          "'%s' cannot be filtered by; write one of %s.".formatted(text, new TreeSet<>(words)));
    }
    return given(text);
  }

  private static Optional<String> given(String text) {
    return Optional.of(text).filter(value -> !value.isEmpty());
  }
}
