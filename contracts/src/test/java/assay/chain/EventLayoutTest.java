package assay.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.web3j.abi.EventValues;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Event;
import org.web3j.abi.datatypes.Type;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.tx.Contract;

class EventLayoutTest {

  private static final String TOPIC = Bytes32.keccak256("an event").hex();

  private final Random random = new Random(5);

  @ParameterizedTest
  @EnumSource(ContractName.class)
  void shouldReadEveryEventOfEveryContractAsWeb3jDoes(ContractName contract) {
    ContractAbi.entries(contract, "event")
        .forEach(
            entry -> {
              Log log = log(entry.parameters());

              assertThat(new EventLayout(entry.parameters()).values(log))
                  .as("%s.%s", contract, entry.name())
                  .isEqualTo(valuesOfWeb3j(entry, log));
            });
  }

  @Test
  void shouldReadHexDigitsInAnyCase() {
    EventLayout layout = new EventLayout(List.of(parameter("address", true)));

    assertThat(layout.values(log(List.of("0x" + "AB".repeat(32)), "0x")))
        .containsEntry("value", "0x" + "ab".repeat(20));
  }

  @Test
  void shouldRefuseALogThatIsShorterThanItsParameters() {
    EventLayout plain = new EventLayout(List.of(parameter("uint256", false)));
    EventLayout indexed = new EventLayout(List.of(parameter("uint256", true)));

    assertThatThrownBy(() -> plain.values(log(List.of(), "0x" + "0".repeat(63))))
        .hasMessageContaining("ends before its word 0");
    assertThatThrownBy(() -> indexed.values(log(List.of(), "0x")))
        .hasMessageContaining("has only 1 topics");
  }

  @Test
  void shouldRefuseAnArrayThatIsLongerThanTheData() {
    EventLayout layout = new EventLayout(List.of(parameter("uint32[]", false)));

    assertThatThrownBy(
            () -> layout.values(log(List.of(), "0x" + digits(32) + digits(2) + digits(7))))
        .hasMessageContaining("ends before its word 3");
    assertThatThrownBy(
            () -> layout.values(log(List.of(), "0x" + digits(32) + "f".repeat(64) + digits(7))))
        .hasMessageContaining("begins or ends at byte");
  }

  @Test
  void shouldRefuseTypesThatItWouldMisread() {
    for (ContractAbi.Parameter unknown :
        List.of(
            parameter("string", false),
            parameter("bytes", false),
            parameter("int256", false),
            parameter("uint8[3]", false),
            parameter("uint8[][]", false),
            parameter("uint8[]", true))) {
      assertThatThrownBy(() -> new EventLayout(List.of(unknown)))
          .as(unknown.type())
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @SuppressWarnings("rawtypes") // web3j hands out its Type without an argument.
  private static Map<String, Object> valuesOfWeb3j(ContractAbi.Entry entry, Log log) {
    List<TypeReference<?>> types =
        entry.parameters().stream()
            .<TypeReference<?>>map(ContractAbi.Parameter::reference)
            .toList();
    EventValues values =
        Contract.staticExtractEventParameters(withTopic(new Event(entry.name(), types), log), log);
    Map<String, Object> byName = new LinkedHashMap<>();
    int indexed = 0;
    int plain = 0;
    for (ContractAbi.Parameter parameter : entry.parameters()) {
      Type value =
          parameter.isIndexed()
              ? values.getIndexedValues().get(indexed++)
              : values.getNonIndexedValues().get(plain++);
      byName.put(parameter.name(), AbiValues.plain(value));
    }
    return byName;
  }

  private static Event withTopic(Event event, Log log) {
    log.getTopics().set(0, org.web3j.abi.EventEncoder.encode(event));
    return event;
  }

  private Log log(List<ContractAbi.Parameter> parameters) {
    List<String> topics =
        parameters.stream()
            .filter(ContractAbi.Parameter::isIndexed)
            .map(parameter -> "0x" + word(parameter.type()))
            .toList();
    StringBuilder head = new StringBuilder("0x");
    StringBuilder tail = new StringBuilder();
    List<ContractAbi.Parameter> plain =
        parameters.stream().filter(parameter -> !parameter.isIndexed()).toList();
    for (ContractAbi.Parameter parameter : plain) {
      if (parameter.type().endsWith("[]")) {
        head.append(digits(32L * plain.size() + tail.length() / 2));
        tail.append(array(parameter.type().replace("[]", "")));
      } else {
        head.append(word(parameter.type()));
      }
    }
    return log(topics, head.append(tail).toString());
  }

  private String array(String element) {
    int length = random.nextInt(4);
    StringBuilder words = new StringBuilder(digits(length));
    for (int i = 0; i < length; i++) {
      words.append(word(element));
    }
    return words.toString();
  }

  /** A random value of the type, as Solidity lays it out. */
  private String word(String type) {
    if (type.equals("bool")) {
      return digits(random.nextInt(2));
    }
    if (type.startsWith("bytes")) {
      int bytes = Integer.parseInt(type.substring("bytes".length()));
      return bits(8 * bytes) + "0".repeat(64 - 2 * bytes);
    }
    int bits = type.equals("address") ? 160 : Integer.parseInt(type.substring("uint".length()));
    return "0".repeat(64 - bits / 4) + bits(bits);
  }

  private String bits(int count) {
    return ("%0" + count / 4 + "x").formatted(new BigInteger(count, random));
  }

  private static String digits(long number) {
    return "%064x".formatted(number);
  }

  private static ContractAbi.Parameter parameter(String type, boolean isIndexed) {
    return new ContractAbi.Parameter("value", type, isIndexed);
  }

  private static Log log(List<String> topics, String data) {
    Log log = new Log();
    log.setAddress(Address.ZERO.hex());
    log.setTopics(new ArrayList<>(Stream.concat(Stream.of(TOPIC), topics.stream()).toList()));
    log.setData(data);
    return log;
  }
}
