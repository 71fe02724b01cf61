package assay.training.audit;

import assay.chain.ChainEvent;
import assay.chain.ContractName;
import assay.training.bounty.BountyId;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * One value of one event, changed.
 *
 * @param index of the event among all
 * @param field which of its values
 */
record Alteration(int index, String field) {

  /** Every value of every event about a bounty, its assets, its grants and its locks included. */
  static List<Alteration> all(List<ChainEvent> events, BountyId bounty) {
    Set<String> ids = related(events, bounty);
    List<Alteration> all = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      if (isAbout(events.get(i), ids)) {
        for (String field : events.get(i).values().keySet().stream().sorted().toList()) {
          if (!(events.get(i).values().get(field) instanceof List<?> list && list.isEmpty())) {
            all.add(new Alteration(i, field));
          }
        }
      }
    }
    return all;
  }

  /** The bounty, its requests, its datasets, its model and the grants named in it. */
  private static Set<String> related(List<ChainEvent> events, BountyId bounty) {
    Set<String> ids = new HashSet<>(Set.of(bounty.value().hex()));
    for (ChainEvent event : events) {
      if (bounty.value().hex().equals(event.values().get("bounty"))) {
        for (String field : List.of("request", "asset")) {
          if (event.values().get(field) instanceof String id) {
            ids.add(id);
          }
        }
        if (event.name().equals("GrantsNamed")) {
          ids.addAll(event.texts("grantIds"));
        }
      }
    }
    return ids;
  }

  private static boolean isAbout(ChainEvent event, Set<String> ids) {
    for (String field : List.of("bounty", "request", "key", "id")) {
      if (ids.contains(String.valueOf(event.values().get(field)))) {
        return true;
      }
    }
    return event.contract() == ContractName.ASSET_REGISTRY
        && (ids.contains(String.valueOf(event.values().get("asset"))) || isToken(event, ids));
  }

  private static boolean isToken(ChainEvent event, Set<String> ids) {
    return event.name().equals("Transfer")
        && ids.contains("0x%064x".formatted(event.integer("tokenId")));
  }

  /** As tables name it. */
  String name(List<ChainEvent> events) {
    ChainEvent event = events.get(index);
    return event.contract().solidityName() + "." + event.name() + "." + field;
  }

  /** The events with this value changed a little, or to another that stands in the events. */
  List<ChainEvent> apply(List<ChainEvent> events, RandomGenerator random) {
    ChainEvent event = events.get(index);
    Map<String, Object> values = new HashMap<>(event.values());
    values.computeIfPresent(field, (name, value) -> changed(value, random));
    List<ChainEvent> altered = new ArrayList<>(events);
    altered.set(index, new ChainEvent(event.contract(), event.name(), event.position(), values));
    return altered;
  }

  private static Object changed(Object value, RandomGenerator random) {
    if (value instanceof Boolean flag) {
      return !flag;
    }
    if (value instanceof List<?> list) {
      List<Object> changed = new ArrayList<>(list);
      int at = random.nextInt(changed.size());
      changed.set(at, changed(changed.get(at), random));
      return changed;
    }
    String text = (String) value;
    return text.startsWith("0x") ? flipped(text, random) : moved(text, random);
  }

  private static String flipped(String hex, RandomGenerator random) {
    int at = 2 + random.nextInt(hex.length() - 2);
    int digit = Character.digit(hex.charAt(at), 16) ^ (1 << random.nextInt(4));
    return hex.substring(0, at) + Integer.toHexString(digit) + hex.substring(at + 1);
  }

  private static String moved(String decimal, RandomGenerator random) {
    BigInteger value = new BigInteger(decimal);
    boolean isDown = value.signum() > 0 && random.nextBoolean();
    return value.add(isDown ? BigInteger.ONE.negate() : BigInteger.ONE).toString();
  }
}
