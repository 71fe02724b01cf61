package assay.chain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a deployer signs (EIP-712): the whole statement, under a domain that names the manifest's
 * format and the chain. Settings and contracts are lists of names and values, so that another
 * setting or contract changes no type. Any wallet can sign this JSON.
 */
public final class DeploymentTypedData {

  private DeploymentTypedData() {}

  /** The typed data as wallets take it. */
  public static String json(DeploymentStatement statement) {
    ObjectNode data = TypedData.ofTypes(DeploymentTypedData.class, "deployment-types.json");
    data.putObject("domain")
        .put("name", "AssayDeployment")
        .put("version", String.valueOf(DeploymentManifest.FORMAT))
        .put("chainId", statement.at().chainId());
    ObjectNode message = data.putObject("message");
    message
        .put("genesis", statement.at().genesis().hex())
        .put("block", statement.at().block())
        .put("deployer", statement.deployer().hex());
    putSettings(message.putArray("settings"), statement);
    putContracts(message.putArray("contracts"), statement);
    return data.toString();
  }

  private static void putSettings(ArrayNode list, DeploymentStatement statement) {
    DeploymentSettingsJson.write(statement.settings())
        .properties()
        .forEach(
            setting ->
                list.addObject()
                    .put("name", setting.getKey())
                    .put("value", DeploymentSettingsJson.text(setting.getValue())));
  }

  private static void putContracts(ArrayNode list, DeploymentStatement statement) {
    for (ContractName name : ContractName.values()) {
      DeployedContract contract = statement.contract(name);
      list.addObject()
          .put("name", name.solidityName())
          .put("deployedAt", contract.address().hex())
          .put("code", contract.code().hex())
          .put("creation", contract.creation().hex());
    }
  }

  /** The hash that is signed. */
  static Bytes32 hash(DeploymentStatement statement) {
    return TypedData.hash(json(statement));
  }
}
