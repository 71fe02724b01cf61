package assay.chain;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The text of a manifest: the same bytes for the same manifest everywhere. */
final class DeploymentManifestJson {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new ChainJsonModule())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");
  private static final ObjectWriter WRITER =
      JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(LINES).withArrayIndenter(LINES));

  private record Form(
      int format,
      long chainId,
      Bytes32 genesis,
      long block,
      Address deployer,
      JsonNode settings,
      Map<String, DeployedContract> contracts,
      String signature) {}

  private DeploymentManifestJson() {}

  static String write(DeploymentManifest manifest) {
    DeploymentStatement statement = manifest.statement();
    Map<String, DeployedContract> contracts = new LinkedHashMap<>();
    for (ContractName name : ContractName.values()) {
      contracts.put(name.solidityName(), statement.contract(name));
    }
    Form form =
        new Form(
            DeploymentManifest.FORMAT,
            statement.at().chainId(),
            statement.at().genesis(),
            statement.at().block(),
            statement.deployer(),
            DeploymentSettingsJson.write(statement.settings()),
            contracts,
            manifest.signature().hex());
    try {
      return WRITER.writeValueAsString(form) + "\n";
    } catch (IOException e) {
      throw new IllegalStateException("A manifest became unwritable JSON.", e);
    }
  }

  static DeploymentManifest read(String text) {
    DeploymentManifest manifest;
    try {
      manifest = manifest(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("it is no manifest: " + e.getOriginalMessage(), e);
    }
    if (!write(manifest).equals(text)) {
      throw new IllegalArgumentException(
          "the manifest says what its deployer signed, but not in the bytes he wrote");
    }
    return manifest;
  }

  private static DeploymentManifest manifest(JsonNode tree) throws JsonProcessingException {
    requireFormat(tree);
    Form form = JSON.treeToValue(tree, Form.class);
    return new DeploymentManifest(statement(form), new HashSignature(form.signature()));
  }

  private static void requireFormat(JsonNode tree) {
    JsonNode format = tree.path("format");
    if (format.isMissingNode()) {
      throw new IllegalArgumentException(
          "it has no 'format', so it is no signed manifest (earlier versions wrote unsigned ones)");
    }
    if (!format.isInt() || format.asInt() != DeploymentManifest.FORMAT) {
      throw new IllegalArgumentException(
          "it is of format %s; this program reads %d".formatted(format, DeploymentManifest.FORMAT));
    }
  }

  private static DeploymentStatement statement(Form form) throws JsonProcessingException {
    Map<ContractName, DeployedContract> contracts = new EnumMap<>(ContractName.class);
    form.contracts().forEach((name, contract) -> contracts.put(named(name), contract));
    return new DeploymentStatement(
        new DeploymentStatement.Place(form.chainId(), form.genesis(), form.block()),
        form.deployer(),
        DeploymentSettingsJson.read(form.settings()),
        contracts);
  }

  private static ContractName named(String name) {
    for (ContractName contract : ContractName.values()) {
      if (contract.solidityName().equals(name)) {
        return contract;
      }
    }
    throw new IllegalArgumentException(
        "it names a contract '" + name + "', which this program does not know");
  }
}
