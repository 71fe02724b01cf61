package assay.local.network;

import assay.agent.confine.ConfinementException;
import assay.agent.confine.ConfiningTools;
import java.util.Arrays;
import java.util.List;

/** What an agent of a local network does, by the beginning of its home's name. */
enum AgentRole {
  EVALUATOR("evaluator"),
  MINER("miner"),
  OWNER("owner"),
  RESEARCHER("researcher"),
  SITE("site"),
  COORDINATOR("coordinator");

  private static final int AGENT_HEAP = 192;
  private static final int MINER_HEAP = 384;

  private final String beginning;

  AgentRole(String beginning) {
    this.beginning = beginning;
  }

  static AgentRole of(String name) {
    return Arrays.stream(values())
        .filter(role -> name.startsWith(role.beginning))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No part and no role is called '"
                        + name
                        + "'; there are evaluator, miner,"
                        + " owner, researcher, site and coordinator."));
  }

  /** Its words on the command line. */
  List<String> words() {
    return switch (this) {
      case EVALUATOR ->
          isConfinable()
              ? List.of("evaluator", "run")
              : List.of("evaluator", "run", "--without-namespaces");
      case MINER -> List.of("miner", "run");
      case OWNER -> List.of("owner", "run");
      case RESEARCHER -> List.of("bounty", "attend");
      case SITE -> List.of("site", "run");
      case COORDINATOR -> List.of("coordinator", "run");
    };
  }

  int heapMegabytes() {
    return this == MINER || this == COORDINATOR ? MINER_HEAP : AGENT_HEAP;
  }

  /** A local network holds play money and our own models; in containers it has to run too. */
  private static boolean isConfinable() {
    try {
      ConfiningTools.ofSystem();
      return true;
    } catch (ConfinementException e) {
      System.err.println("assay: the local evaluators go on with less: " + e.getMessage());
      return false;
    }
  }
}
