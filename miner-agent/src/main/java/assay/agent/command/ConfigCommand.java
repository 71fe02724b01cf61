package assay.agent.command;

import assay.registry.settings.SettingSources;
import assay.registry.settings.SettingsCheck;
import assay.registry.settings.SettingsCheck.Finding;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A platform's settings before it starts with them. */
@Command(name = "config", description = "Check a platform's settings.")
final class ConfigCommand {

  private static final int REFUSED = 3;

  /** Names, values and files. */
  @Command(
      name = "check",
      description = {
        "Look at the settings of a platform as it would find them here: names, values, and the"
            + " files that they name. Nothing secret is shown.",
        "Ends with 3 if it would not start, or not work."
      })
  int check(
      @Option(
              names = "--file",
              paramLabel = "FILE",
              description = "The settings file (default: ASSAY_SETTINGS_FILE).")
          @Nullable Path file,
      @Option(
              names = "-D",
              paramLabel = "NAME=VALUE",
              description = "A flag that the server will get, such as -Dassay.chain.finality=6.")
          @Nullable Map<String, String> flags,
      @Option(names = "--json", description = "Print one line of JSON.") boolean json) {
    SettingSources sources =
        SettingSources.of(
            flags == null ? Map.of() : flags, Optional.ofNullable(file), System.getenv());
    List<Finding> findings = new SettingsCheck(sources).findings();
    if (json) {
      System.out.println(json(findings));
    } else {
      print(findings);
    }
    return isSound(findings) ? 0 : REFUSED;
  }

  private static boolean isSound(List<Finding> findings) {
    return findings.stream().allMatch(finding -> finding.problem().isEmpty());
  }

  private static void print(List<Finding> findings) {
    for (Finding finding : findings) {
      System.out.printf(
          "%-24s %-12s %s%n",
          finding.name(), finding.where(), finding.value().isEmpty() ? "-" : finding.value());
    }
    findings.stream()
        .flatMap(finding -> finding.problem().stream())
        .forEach(problem -> System.err.println("assay: " + problem));
  }

  private static ObjectNode json(List<Finding> findings) {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("sound", isSound(findings));
    ArrayNode settings = json.putArray("settings");
    findings.forEach(
        finding -> {
          ObjectNode one =
              settings
                  .addObject()
                  .put("name", finding.name())
                  .put("value", finding.value())
                  .put("where", finding.where());
          finding.problem().ifPresent(problem -> one.put("problem", problem));
        });
    return json;
  }
}
