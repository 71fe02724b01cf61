package assay.chain;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/**
 * One event of one of our contracts, with its values by the names of the contract's ABI. Addresses
 * and byte strings are {@code 0x} hex text, integers decimal text, so that an event survives JSON
 * unchanged.
 *
 * @param contract who emitted it
 * @param name the event's name
 * @param position where it stands in the chain
 * @param values text, {@link Boolean} or a list of those, by parameter name
 */
public record ChainEvent(
    ContractName contract, String name, EventPosition position, Map<String, Object> values) {

  public ChainEvent {
    values = Map.copyOf(values);
  }

  public Address address(String parameter) {
    return new Address(text(parameter));
  }

  public Bytes32 bytes32(String parameter) {
    return new Bytes32(text(parameter));
  }

  public Wei wei(String parameter) {
    return Wei.of(text(parameter));
  }

  /** An integer that the contract bounds; use {@link #integer} for what a stranger chose. */
  public long number(String parameter) {
    return integer(parameter).longValueExact();
  }

  public BigInteger integer(String parameter) {
    return new BigInteger(text(parameter));
  }

  public String text(String parameter) {
    return (String) value(parameter);
  }

  /** The texts of an array parameter. */
  public List<String> texts(String parameter) {
    return ((List<?>) value(parameter)).stream().map(String.class::cast).toList();
  }

  public boolean flag(String parameter) {
    return (Boolean) value(parameter);
  }

  private Object value(String parameter) {
    Object value = values.get(parameter);
    if (value == null) {
      throw new IllegalArgumentException(
          "Event %s of %s has no parameter '%s'; it has %s."
              .formatted(name, contract.solidityName(), parameter, values.keySet()));
    }
    return value;
  }
}
