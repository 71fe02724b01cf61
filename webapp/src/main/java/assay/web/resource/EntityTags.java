package assay.web.resource;

import assay.chain.Bytes32;
import java.util.Arrays;
import java.util.stream.Stream;

/** Entity tags (RFC 9110, section 8.8.3): a hash of the bytes, so equal tags are equal answers. */
final class EntityTags {

  private static final String WEAK = "W/";
  private static final String ANY = "*";
  private static final int DIGITS = 32;

  private EntityTags() {}

  /** The strong tag of an answer. */
  static String of(byte[] answer) {
    return "\"" + Bytes32.sha256(answer).hex().substring(2, 2 + DIGITS) + "\"";
  }

  /** Whether a list as {@code If-Match} has it names that very answer. */
  static boolean isListed(String header, String tag) {
    return tags(header).anyMatch(listed -> listed.equals(tag) || listed.equals(ANY));
  }

  /** Whether a list as {@code If-None-Match} has it names such an answer; proxies weaken tags. */
  static boolean isKnown(String header, String tag) {
    return tags(header)
        .map(listed -> listed.startsWith(WEAK) ? listed.substring(WEAK.length()) : listed)
        .anyMatch(listed -> listed.equals(tag) || listed.equals(ANY));
  }

  private static Stream<String> tags(String header) {
    return Arrays.stream(header.split(",", -1)).map(String::strip);
  }
}
