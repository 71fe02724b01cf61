package assay.chain;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the protocol's contracts live on one chain, and since when.
 *
 * @param chainId the chain (EIP-155)
 * @param block the block before the first contract: events are looked for from here
 * @param addresses every contract of the protocol
 */
public record Deployment(long chainId, long block, Map<ContractName, Address> addresses) {

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private record Addresses(long chainId, long block, Map<String, String> contracts) {}

  public Deployment {
    addresses = Map.copyOf(addresses);
    for (ContractName contract : ContractName.values()) {
      if (!addresses.containsKey(contract)) {
        throw new IllegalArgumentException(
            "The deployment names no address for " + contract.solidityName() + ".");
      }
    }
  }

  /** Chain, block and addresses as JSON; nobody's signature is on it. */
  public String toJson() {
    Map<String, String> contracts = new LinkedHashMap<>();
    for (ContractName contract : ContractName.values()) {
      contracts.put(contract.solidityName(), address(contract).toString());
    }
    try {
      return JSON.writeValueAsString(new Addresses(chainId, block, contracts));
    } catch (IOException e) {
      throw new IllegalStateException("A map of texts became unwritable JSON.", e);
    }
  }

  public Address address(ContractName contract) {
    Address address = addresses.get(contract);
    if (address == null) {
      throw new IllegalStateException("A complete deployment lost " + contract + ".");
    }
    return address;
  }

  /** The addresses whose events an indexer follows. */
  public List<Address> all() {
    return List.copyOf(addresses.values());
  }
}
