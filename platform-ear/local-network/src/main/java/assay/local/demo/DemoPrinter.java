package assay.local.demo;

import assay.agent.loop.Note;
import assay.local.demo.DemoResult.Payout;
import assay.local.demo.DemoResult.Share;
import assay.registry.audit.LogClaim;
import assay.training.bounty.Score;
import assay.training.ledger.PayoutRole;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells the demo to a person, line by line, with a bar while training. Thread-safe. */
public final class DemoPrinter {

  private static final int BAR = 28;
  private static final Set<String> SILENT =
      Set.of(
          "waiting",
          "going-on",
          "too-late",
          "led-on",
          "ended",
          "update-sent",
          "round-called",
          "federated-round",
          "round-published");

  private final PrintStream out;
  private final boolean isTerminal;
  private final long started = System.nanoTime();
  private boolean isBarOpen;

  /**
   * @param isTerminal whether a line may be drawn over
   */
  public DemoPrinter(PrintStream out, boolean isTerminal) {
    this.out = out;
    this.isTerminal = isTerminal;
  }

  /** A step of the demo itself. */
  public synchronized void say(String message) {
    closeBar();
    out.printf(Locale.ROOT, "%6.1f s  %s%n", seconds(), message);
  }

  /** What an agent told. */
  public synchronized void hear(String agent, Note note) {
    if (note.event().equals("training")) {
      drawBar(agent, note);
    } else if (!SILENT.contains(note.event())) {
      say("%-12s %s%s".formatted(agent, note.message(), cost(note.details())));
    }
  }

  /** The table of who got what, and how it ended. */
  public synchronized void finish(DemoResult result, Map<String, String> names) {
    closeBar();
    out.printf("%n%-18s %-44s %22s%n", "who", "address", "ETH");
    for (Payout payout : result.payouts()) {
      String name = names.getOrDefault(payout.address().hex(), payout.role().text());
      out.printf(
          "%-18s %-44s %22s%n",
          name + " (" + payout.role().text() + ")", payout.address(), payout.wei().inEther());
    }
    String score = result.score().map(Score::toString).orElse("none");
    out.printf(
        "%nBounty %s is %s: accuracy %s, asked for %s.%n",
        result.bounty(), DemoJson.words(result.state().name()), score, result.threshold());
    result.modelSha256Researcher().ifPresent(hash -> compare(hash, result.modelSha256Miner()));
    result
        .rounds()
        .ifPresent(
            rounds -> {
              tell(rounds);
              tellShares(result, names);
            });
  }

  private void tell(CheckedRounds rounds) {
    out.printf(
        "%n%d rounds, %d anchors, %d updates. The platform's log, against the chain, as 'assay federated verify %s' says:%n",
        rounds.log().rounds().size(),
        rounds.log().anchors().size(),
        rounds.updates(),
        rounds.file());
    for (LogClaim claim : rounds.claims()) {
      out.printf("  %-9s %-9s %s%n", claim.name(), claim.verdict(), claim.proof());
    }
  }

  private void tellShares(DemoResult result, Map<String, String> names) {
    if (result.shares().isEmpty()) {
      out.printf(
          "%nThe panel measured no contribution; owners are paid by the bounty's weights.%n");
      return;
    }
    out.printf(
        "%nThe panel joined each round again for every coalition of its sites. What each was worth"
            + " (half of the last%nsite's labels are by chance):%n%n%-12s %10s %22s%n",
        "owner", "share", "ETH");
    for (Share share : result.shares()) {
      out.printf(
          "%-12s %8s %% %22s%n",
          names.getOrDefault(share.owner().hex(), share.owner().toString()),
          BigDecimal.valueOf(share.basisPoints(), 2),
          result.paid(PayoutRole.DATA_OWNER, share.owner()).inEther());
    }
  }

  private void compare(String delivered, Optional<String> trained) {
    if (trained.filter(delivered::equals).isPresent()) {
      out.printf("Model delivered, sha-256 %s, equal to the miner's.%n", delivered);
    } else {
      out.printf(
          "WRONG MODEL: delivered sha-256 %s, but the miner's is %s.%n",
          delivered, trained.orElse("not known"));
    }
  }

  private void drawBar(String agent, Note note) {
    if (!isTerminal) {
      return;
    }
    double done = Double.parseDouble(note.details().getOrDefault("done", "0"));
    double total = Double.parseDouble(note.details().getOrDefault("total", "1"));
    int filled = (int) Math.round(BAR * Math.min(1, done / total));
    out.printf(
        Locale.ROOT,
        "\r%6.1f s  %s  [%s%s] %s\u001b[K",
        seconds(),
        agent,
        "█".repeat(filled),
        "·".repeat(BAR - filled),
        note.message());
    out.flush();
    isBarOpen = true;
  }

  private void closeBar() {
    if (isBarOpen) {
      out.println();
      isBarOpen = false;
    }
  }

  private static String cost(Map<String, String> details) {
    if (!details.containsKey("gas")) {
      return "";
    }
    String block = details.containsKey("block") ? "block " + details.get("block") + ", " : "";
    return "  (" + block + details.get("gas") + " gas)";
  }

  private double seconds() {
    return (System.nanoTime() - started) / 1e9;
  }
}
