package assay.chain;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.web3j.protocol.core.methods.response.Log;

/**
 * Where an event keeps its parameters (Solidity's "Contract ABI Specification", "Events"): indexed
 * ones in the topics after the first, a word each; the others in the data, where a word that stands
 * for an array says at which byte its length and elements begin. Knows the types that fit a word
 * and arrays of them; our events have no others. Immutable.
 */
final class EventLayout {

  private static final String ARRAY = "[]";
  private static final int WORD_DIGITS = 64;
  private static final int WORD_BYTES = 32;
  private static final int ADDRESS_DIGITS = 40;

  /** How a word is told as plain text or a boolean. */
  @FunctionalInterface
  private interface Word {

    Object plain(String digits);
  }

  private record Field(String name, boolean isIndexed, boolean isArray, Word word) {}

  private final List<Field> fields;

  /**
   * @throws IllegalArgumentException if a parameter's type neither fits a word nor is an array of
   *     such, or if an indexed one is an array, of which only a hash is kept
   */
  EventLayout(List<ContractAbi.Parameter> parameters) {
    this.fields = parameters.stream().map(EventLayout::field).toList();
  }

  /**
   * The values by name: text, {@link Boolean} or a list of those.
   *
   * @throws IllegalArgumentException if the log is shorter than its parameters
   */
  Map<String, Object> values(Log log) {
    Iterator<String> topics = log.getTopics().listIterator(1);
    String data = log.getData();
    Map<String, Object> byName = new LinkedHashMap<>();
    int place = 0;
    for (Field field : fields) {
      if (field.isIndexed()) {
        byName.put(field.name(), field.word().plain(word(next(topics, log), 0)));
      } else {
        String word = word(data, place++);
        byName.put(
            field.name(), field.isArray() ? array(field, data, word) : field.word().plain(word));
      }
    }
    return byName;
  }

  private static String next(Iterator<String> topics, Log log) {
    if (!topics.hasNext()) {
      throw new IllegalArgumentException(
          "An event of %s has only %d topics.".formatted(log.getAddress(), log.getTopics().size()));
    }
    return topics.next();
  }

  private static List<Object> array(Field field, String data, String offset) {
    int start = number(offset) / WORD_BYTES;
    int length = number(word(data, start));
    List<Object> elements = new ArrayList<>();
    for (int element = 1; element <= length; element++) {
      elements.add(field.word().plain(word(data, start + element)));
    }
    return elements;
  }

  private static int number(String word) {
    BigInteger number = new BigInteger(word, 16);
    if (number.bitLength() >= Integer.SIZE) {
      throw new IllegalArgumentException("An event's array begins or ends at byte " + number + ".");
    }
    return number.intValue();
  }

  /** The digits of the word at that place of {@code 0x} hex text. */
  private static String word(String hex, int place) {
    long begin = 2 + (long) place * WORD_DIGITS;
    if (begin + WORD_DIGITS > hex.length()) {
      throw new IllegalArgumentException(
          "An event's data ends before its word %d: %s".formatted(place, hex));
    }
    return hex.substring((int) begin, (int) begin + WORD_DIGITS).toLowerCase(Locale.ROOT);
  }

  private static Field field(ContractAbi.Parameter parameter) {
    boolean isArray = parameter.type().endsWith(ARRAY);
    if (isArray && parameter.isIndexed()) {
      throw new IllegalArgumentException(
          "Of the indexed array " + parameter + " only a hash is kept.");
    }
    String type = parameter.type();
    String element = isArray ? type.substring(0, type.length() - ARRAY.length()) : type;
    return new Field(parameter.name(), parameter.isIndexed(), isArray, wordOf(element));
  }

  private static Word wordOf(String type) {
    if (type.equals("address")) {
      return digits -> "0x" + digits.substring(WORD_DIGITS - ADDRESS_DIGITS);
    }
    if (type.equals("bool")) {
      return digits -> digits.endsWith("1");
    }
    if (type.matches("uint\\d+")) {
      return digits -> new BigInteger(digits, 16).toString();
    }
    if (type.matches("bytes\\d+")) {
      int end = 2 * Integer.parseInt(type.substring("bytes".length()));
      return digits -> "0x" + digits.substring(0, end);
    }
    throw new IllegalArgumentException("Events with parameters of type " + type + " are not read.");
  }
}
