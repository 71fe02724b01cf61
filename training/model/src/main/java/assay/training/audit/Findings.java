package assay.training.audit;

import assay.registry.audit.Verdict;
import assay.registry.content.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Gathers what speaks against one claim while it is derived; then makes the claim of it. */
final class Findings {

  private static final int SHOWN = 3;

  private final ClaimName name;
  private final String subject;
  private final List<String> contradictions = new ArrayList<>();
  private final List<String> unchecked = new ArrayList<>();
  private final List<String> numbers = new ArrayList<>();

  Findings(ClaimName name, Object subject) {
    this.name = name;
    this.subject = String.valueOf(subject);
  }

  /**
   * Derives one claim; what throws speaks against it too, but for a store that is away: that says
   * nothing about anybody's claim, and ends the audit.
   */
  static Claim derive(ClaimName name, Object subject, String proof, Derivation derivation) {
    Findings findings = new Findings(name, subject);
    try {
      derivation.run(findings);
    } catch (StoreUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      findings.against(String.valueOf(e.getMessage()));
    }
    return findings.claim(proof);
  }

  /** Fills findings. */
  @FunctionalInterface
  interface Derivation {
    void run(Findings findings);
  }

  void same(String what, Object derived, Object told) {
    require(Objects.equals(derived, told), "%s is %s, derived %s".formatted(what, told, derived));
  }

  /** Compares two lists, and names the first place where they part. */
  void sameRows(String what, List<Row> derived, List<Row> told) {
    for (int i = 0; i < Math.max(derived.size(), told.size()); i++) {
      String left = i < derived.size() ? derived.get(i).toString() : "nothing";
      String right = i < told.size() ? told.get(i).toString() : "nothing";
      if (!left.equals(right)) {
        against("%s %d is %s, derived %s".formatted(what, i + 1, right, left));
        return;
      }
    }
  }

  /** Otherwise that sentence speaks against the claim. */
  void require(boolean holds, String otherwise) {
    if (!holds) {
      against(otherwise);
    }
  }

  void against(String contradiction) {
    contradictions.add(contradiction);
  }

  /** A number that was derived, to be shown with the proof. */
  void note(String number) {
    numbers.add(number);
  }

  /** Says what could not be looked at. */
  void unchecked(String reason) {
    unchecked.add(reason);
  }

  private Claim claim(String proof) {
    if (!contradictions.isEmpty()) {
      return new Claim(name, subject, Verdict.FAILS, shown(contradictions));
    }
    if (!unchecked.isEmpty()) {
      return new Claim(name, subject, Verdict.UNCHECKED, shown(unchecked));
    }
    String shown = numbers.isEmpty() ? "" : " (" + String.join(", ", numbers) + ")";
    return new Claim(name, subject, Verdict.HOLDS, proof + shown);
  }

  private static String shown(List<String> reasons) {
    String shown = String.join("; ", reasons.subList(0, Math.min(SHOWN, reasons.size())));
    return reasons.size() > SHOWN ? shown + "; and " + (reasons.size() - SHOWN) + " more" : shown;
  }
}
