package assay.training.audit;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainEvent;
import java.util.Collection;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An event or what it should be, as text that can be compared and shown.
 *
 * @param text the event's name and its values by name
 */
record Row(String text) {

  /** An event as it should be: names and values in turn. */
  static Row of(String name, Object... namesAndValues) {
    TreeMap<String, String> values = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put((String) namesAndValues[i], plain(namesAndValues[i + 1]));
    }
    return new Row(name + values);
  }

  /** An event as it is. */
  static Row of(ChainEvent event) {
    TreeMap<String, String> values = new TreeMap<>();
    event.values().forEach((name, value) -> values.put(name, plain(value)));
    return new Row(event.name() + values);
  }

  private static String plain(Object value) {
    if (value instanceof Collection<?> all) {
      return all.stream().map(Row::plain).collect(Collectors.joining(" ", "(", ")"));
    }
    if (value instanceof Address address) {
      return address.hex();
    }
    if (value instanceof Bytes32 word) {
      return word.hex();
    }
    return String.valueOf(value).toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return text;
  }
}
