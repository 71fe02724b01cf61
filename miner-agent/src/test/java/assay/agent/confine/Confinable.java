package assay.agent.confine;

/** Whether this system lets a child be limited; elsewhere foreign files are refused. */
public final class Confinable {

  private Confinable() {}

  public static boolean isPossible() {
    try {
      ConfiningTools.ofSystem();
      return true;
    } catch (ConfinementException e) {
      System.err.println("Limited children are not tried here: " + e.getMessage());
      return false;
    }
  }
}
