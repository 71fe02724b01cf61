package assay.agent.loop;

/**
 * One duty of an agent. It looks at final events and its journal, does what is next, and returns;
 * it is called again and again. Whatever it throws is told, and it is called again.
 */
@FunctionalInterface
public interface AgentTask {

  /** Does what can be done now; soon returns. */
  void advance();
}
