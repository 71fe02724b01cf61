package assay.agent.command;

import assay.registry.audit.Verdict;
import assay.training.audit.Claim;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** Prints claims with their proofs: one line each for people, one object for programs. */
final class ClaimTable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_SUBJECT = 22;
  private static final String PLAIN = "\u001b[0m";

  private final PrintStream out;
  private final boolean isJson;
  private final boolean isColoured;

  ClaimTable(PrintStream out, boolean isJson) {
    this(out, isJson, Ansi.AUTO.enabled());
  }

  ClaimTable(PrintStream out, boolean isJson, boolean isColoured) {
    this.out = out;
    this.isJson = isJson;
    this.isColoured = isColoured;
  }

  void print(String bounty, List<Claim> claims) {
    if (isJson) {
      out.println(json(bounty, claims));
      return;
    }
    long unchecked = count(claims, Verdict.UNCHECKED);
    out.printf("bounty %s%n", bounty);
    claims.forEach(this::print);
    out.printf(
        "%d claims hold, %d fail, %d could not be checked%s%n",
        count(claims, Verdict.HOLDS),
        count(claims, Verdict.FAILS),
        unchecked,
        unchecked == 0 ? "." : ": for what is missing, try another store or chain node.");
  }

  private static long count(List<Claim> claims, Verdict verdict) {
    return claims.stream().filter(claim -> claim.verdict() == verdict).count();
  }

  private void print(Claim claim) {
    String mark = "%-9s".formatted(claim.verdict().word());
    out.printf(
        "%s  %-13s  %-22s  %s%n",
        isColoured ? colour(claim.verdict()) + mark + PLAIN : mark,
        claim.name().text(),
        shortened(claim.subject()),
        claim.proof());
  }

  private static String colour(Verdict verdict) {
    return switch (verdict) {
      case HOLDS -> "\u001b[32m";
      case FAILS -> "\u001b[1;31m";
      case UNCHECKED -> "\u001b[33m";
    };
  }

  /** Ids and addresses by their two ends. */
  private static String shortened(String subject) {
    int space = subject.indexOf(' ');
    String first = space < 0 ? subject : subject.substring(0, space);
    String rest = space < 0 ? "" : subject.substring(space).replace(" version ", " v");
    boolean isLong = first.length() > LONGEST_SUBJECT;
    return isLong
        ? first.substring(0, 10) + "..." + first.substring(first.length() - 4) + rest
        : subject;
  }

  private static ObjectNode json(String bounty, List<Claim> claims) {
    ObjectNode json =
        JSON.createObjectNode().put("bounty", bounty).put("holds", !Claim.anyFails(claims));
    ArrayNode array = json.putArray("claims");
    for (Claim claim : claims) {
      array
          .addObject()
          .put("name", claim.name().text())
          .put("meaning", claim.name().meaning())
          .put("subject", claim.subject())
          .put("verdict", claim.verdict().code())
          .put("proof", claim.proof());
    }
    return json;
  }
}
