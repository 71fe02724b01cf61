package assay.system;

import assay.agent.loop.AgentTask;
import assay.local.network.LocalNetwork;
import java.util.HashSet;
import java.util.Set;

/** Kills the first child that each evaluator examines a checkpoint in, at whatever it is. */
final class Sniper implements AgentTask {

  private static final String CHILD = "assay.child=examination";

  private final LocalNetwork network;
  private final Set<String> hit = new HashSet<>();

  Sniper(LocalNetwork network) {
    this.network = network;
  }

  @Override
  public void advance() {
    for (String evaluator : LocalNetwork.evaluatorNames()) {
      if (!hit.contains(evaluator) && killedAChildOf(evaluator)) {
        System.out.println("Killed a child of " + evaluator);
        hit.add(evaluator);
      }
    }
  }

  private boolean killedAChildOf(String evaluator) {
    return ProcessHandle.of(network.process(evaluator).pid())
        .flatMap(
            agent ->
                agent
                    .children()
                    .filter(child -> child.info().commandLine().orElse("").contains(CHILD))
                    .findFirst())
        .map(ProcessHandle::destroyForcibly)
        .orElse(false);
  }
}
