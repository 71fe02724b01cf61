package assay.agent.command;

import assay.chain.DeploymentManifest;
import assay.chain.DeploymentPlan;
import assay.chain.DeploymentStatement;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.TreeMap;

/** Tells a person, or a program, what a deployment would do or has done. */
final class DeploymentReport {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrintStream out;
  private final boolean isJson;

  DeploymentReport(PrintStream out, boolean isJson) {
    this.out = out;
    this.isJson = isJson;
  }

  void foreseen(DeploymentPlan plan) {
    if (isJson) {
      out.println(json(plan));
      return;
    }
    out.printf("%s would create:%n", plan.deployer());
    plan.creations().forEach(this::print);
    out.printf(
        "%d gas: %s ETH at the price of now, at most %s ETH. Nothing was sent.%n",
        plan.gas(), plan.cost().inEther(), plan.highestCost().inEther());
  }

  private void print(DeploymentPlan.Creation creation) {
    out.printf(
        "%s at %s, %d bytes, %d gas%n",
        creation.contract().solidityName(), creation.address(), creation.bytes(), creation.gas());
    creation
        .arguments()
        .forEach(argument -> out.printf("    %s = %s%n", argument.name(), argument.value()));
  }

  private static ObjectNode json(DeploymentPlan plan) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("deployer", plan.deployer().toString())
            .put("gas", plan.gas())
            .put("gasPriceWei", plan.gasPrice().toString())
            .put("costWei", plan.cost().toString())
            .put("highestCostWei", plan.highestCost().toString());
    ObjectNode contracts = json.putObject("contracts");
    for (DeploymentPlan.Creation creation : plan.creations()) {
      ObjectNode contract =
          contracts
              .putObject(creation.contract().solidityName())
              .put("address", creation.address().toString())
              .put("bytes", creation.bytes())
              .put("gas", creation.gas());
      ObjectNode arguments = contract.putObject("arguments");
      creation.arguments().forEach(argument -> arguments.put(argument.name(), argument.value()));
    }
    return json;
  }

  void done(DeploymentManifest manifest, Path file) {
    DeploymentStatement statement = manifest.statement();
    if (isJson) {
      ObjectNode json =
          JSON.createObjectNode()
              .put("manifest", file.toString())
              .put("deployer", statement.deployer().toString())
              .put("chainId", statement.at().chainId())
              .put("block", statement.at().block());
      ObjectNode contracts = json.putObject("contracts");
      new TreeMap<>(statement.contracts())
          .forEach(
              (name, contract) ->
                  contracts.put(name.solidityName(), contract.address().toString()));
      out.println(json);
      return;
    }
    new TreeMap<>(statement.contracts())
        .forEach((name, at) -> out.printf("%-16s  %s%n", name.solidityName(), at.address()));
    out.printf("The manifest is %s; whoever relies on it trusts %s.%n", file, statement.deployer());
  }
}
