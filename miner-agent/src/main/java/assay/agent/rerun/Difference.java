package assay.agent.rerun;

import assay.training.checkpoint.Provenance;
import assay.training.run.TrainingEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Something about the environment that is not as it was.
 *
 * @param name such as {@code software.engine}
 * @param recorded in the provenance
 * @param here now
 */
public record Difference(String name, String recorded, String here) {

  private static final String UNSAID = "(not said)";

  /** Whatever an engine says otherwise than a provenance; none: the same environment. */
  static List<Difference> between(Provenance recorded, TrainingEngine engine) {
    List<Difference> found = new ArrayList<>();
    collect("software.", recorded.software(), engine.software(), found);
    collect("hardware.", recorded.hardware(), engine.hardware(), found);
    return List.copyOf(found);
  }

  private static void collect(
      String group, Map<String, String> recorded, Map<String, String> here, List<Difference> all) {
    TreeSet<String> names = new TreeSet<>(recorded.keySet());
    names.addAll(here.keySet());
    for (String name : names) {
      String then = recorded.getOrDefault(name, UNSAID);
      String now = here.getOrDefault(name, UNSAID);
      if (!then.equals(now)) {
        all.add(new Difference(group + name, then, now));
      }
    }
  }
}
