package assay.agent.researcher;

import assay.chain.Wei;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The fields of one place in a draft, each read once and refused by its name.
 *
 * @param place where in the file, such as {@code money.}; empty at its top
 */
record DraftFields(Path file, String place, JsonNode node) {

  private static final Pattern TIME = Pattern.compile("([0-9]{1,6})([smhd])");
  private static final int MINUTE = 60;
  private static final int HOUR = 3_600;
  private static final int DAY = 86_400;

  /**
   * Refuses what is no set of fields, or has others than these.
   *
   * @throws DraftRefusedException naming the first strange one
   */
  DraftFields only(String... known) {
    if (!node.isObject()) {
      throw refused("", "has no fields; see 'assay bounty example'");
    }
    Set<String> strange = new TreeSet<>();
    node.fieldNames().forEachRemaining(strange::add);
    strange.removeAll(Set.of(known));
    if (!strange.isEmpty()) {
      throw refused(
          strange.iterator().next(),
          "is no field of a draft; known here are " + String.join(", ", known));
    }
    return this;
  }

  Optional<String> find(String name) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isValueNode()) {
      throw refused(name, "is no text or number");
    }
    return Optional.of(value.asText());
  }

  String text(String name) {
    return find(name).orElseThrow(() -> refused(name, "is missing"));
  }

  int whole(String name) {
    return read(name, "a whole number", Integer::parseInt);
  }

  int whole(String name, int usual) {
    return find(name).isPresent() ? whole(name) : usual;
  }

  float number(String name) {
    return read(name, "a number", Float::parseFloat);
  }

  double fraction(String name) {
    return read(name, "a number", Double::parseDouble);
  }

  Wei ether(String name) {
    return read(name, "ether, such as 0.5", Wei::ofEther);
  }

  private <T> T read(String name, String form, Function<String, T> reading) {
    String text = text(name);
    try {
      return reading.apply(text);
    } catch (IllegalArgumentException e) {
      throw new DraftRefusedException(
          file, "has %s%s '%s'; write %s".formatted(place, name, text, form), e);
    }
  }

  boolean flag(String name, boolean usual) {
    JsonNode value = node.path(name);
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw refused(name, "is '%s'; write true or false".formatted(value.asText()));
    }
    return value.asBoolean(usual);
  }

  /** A time such as 90s, 30m, 2h or 7d; in seconds. */
  int seconds(String name) {
    String text = text(name);
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      throw refused(name, "is '" + text + "'; write a time such as 90s, 30m, 2h or 7d");
    }
    return Math.multiplyExact(Integer.parseInt(time.group(1)), unit(time.group(2)));
  }

  private static int unit(String letter) {
    return switch (letter) {
      case "m" -> MINUTE;
      case "h" -> HOUR;
      case "d" -> DAY;
      default -> 1;
    };
  }

  boolean has(String name) {
    return node.has(name);
  }

  DraftFields within(String name) {
    return new DraftFields(file, place + name + ".", node.path(name));
  }

  List<DraftFields> each(String name) {
    JsonNode list = node.path(name);
    if (!list.isArray()) {
      throw refused(name, "is no list");
    }
    return IntStream.range(0, list.size())
        .mapToObj(
            number ->
                new DraftFields(file, "%s%s[%d].".formatted(place, name, number), list.get(number)))
        .toList();
  }

  DraftRefusedException refused(String name, String problem) {
    return new DraftRefusedException(file, "is refused: %s%s %s".formatted(place, name, problem));
  }
}
