package assay.chain;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
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
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private record Manifest(long chainId, long block, Map<String, String> contracts) {}

  public Deployment {
    addresses = Map.copyOf(addresses);
    for (ContractName contract : ContractName.values()) {
      if (!addresses.containsKey(contract)) {
        throw new IllegalArgumentException(
            "The deployment names no address for " + contract.solidityName() + ".");
      }
    }
  }

  /** Reads a manifest file that {@link #save} wrote. */
  public static Deployment load(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException | IllegalArgumentException e) {
      throw new DeploymentFileException(file, e);
    }
  }

  /** Reads a manifest from its JSON text. */
  public static Deployment parse(String json) throws IOException {
    Manifest manifest = JSON.readValue(json, Manifest.class);
    Map<ContractName, Address> addresses = new EnumMap<>(ContractName.class);
    for (ContractName contract : ContractName.values()) {
      String address = manifest.contracts().get(contract.solidityName());
      if (address != null) {
        addresses.put(contract, new Address(address));
      }
    }
    return new Deployment(manifest.chainId(), manifest.block(), addresses);
  }

  /** Writes the manifest for platforms and agents to read; it is there whole or not at all. */
  public void save(Path file) {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.writeString(draft, toJson());
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new DeploymentFileException(file, e);
    }
  }

  /** The manifest as JSON. */
  public String toJson() {
    Map<String, String> contracts = new LinkedHashMap<>();
    for (ContractName contract : ContractName.values()) {
      contracts.put(contract.solidityName(), address(contract).toString());
    }
    try {
      return JSON.writeValueAsString(new Manifest(chainId, block, contracts));
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
