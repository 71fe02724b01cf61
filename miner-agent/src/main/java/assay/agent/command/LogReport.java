package assay.agent.command;

import assay.registry.audit.LogClaim;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What came of checking a log: one line each for people, one object for programs.
 *
 * @param title of the kind of log, before the subject
 * @param field the subject's name for programs
 * @param subject what the log is about
 */
record LogReport(String title, String field, Object subject, List<LogClaim> claims) {

  private static final ObjectMapper JSON = new ObjectMapper();

  LogReport {
    claims = List.copyOf(claims);
  }

  String text() {
    StringBuilder text = new StringBuilder(title + " " + subject + "\n");
    claims.forEach(claim -> text.append(line(claim)).append('\n'));
    return text.toString();
  }

  static String line(LogClaim claim) {
    return "%-9s  %-8s  %s".formatted(claim.verdict().word(), claim.name(), claim.proof());
  }

  String json() {
    ObjectNode json =
        JSON.createObjectNode()
            .put(field, subject.toString())
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
