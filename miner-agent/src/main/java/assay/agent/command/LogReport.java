package assay.agent.command;

import assay.registry.accesslog.AccessLog;
import assay.registry.audit.LogClaim;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What came of checking an access log: one line each for people, one object for programs. */
final class LogReport {

  private static final ObjectMapper JSON = new ObjectMapper();

  private LogReport() {}

  static String text(AccessLog log, List<LogClaim> claims) {
    StringBuilder text = new StringBuilder("access log of dataset " + log.dataset() + "\n");
    claims.forEach(claim -> text.append(line(claim)).append('\n'));
    return text.toString();
  }

  static String line(LogClaim claim) {
    return "%-9s  %-8s  %s".formatted(claim.verdict().word(), claim.name(), claim.proof());
  }

  static String json(AccessLog log, List<LogClaim> claims) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("dataset", log.dataset().toString())
            .put("holds", !LogClaim.anyFails(claims));
    ArrayNode array = json.putArray("claims");
    for (LogClaim claim : claims) {
      array
          .addObject()
          .put("name", claim.name())
          .put("verdict", claim.verdict().code())
          .put("proof", claim.proof());
    }
    return json.toString();
  }
}
