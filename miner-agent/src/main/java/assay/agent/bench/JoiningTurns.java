package assay.agent.bench;

import assay.training.federated.rule.Update;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Our side of {@link AggregateBench}, in a process of its own, because all updates of a round need
 * more heap than the command line has: reads names of turns from its input, one on a line, and
 * answers each with the processor seconds of its thread and a few numbers of the result. Collecting
 * garbage is not in them.
 */
final class JoiningTurns {

  static final int PROBES = 8;

  private static final String SECURE_CLIENT = "secureClient";
  private static final double NANOS = 1e9;

  private final JoiningWork work;
  private final List<Update> updates = new ArrayList<>();

  private JoiningTurns(JoiningWork work) {
    this.work = work;
    for (int client = 0; client < work.clients(); client++) {
      updates.add(work.update(client));
    }
  }

  /** Clients and parameters in, then turns. */
  public static void main(String[] arguments) throws IOException {
    JoiningWork work =
        new JoiningWork(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
    JoiningTurns turns = new JoiningTurns(work);
    System.out.println("Java " + Runtime.version().feature());
    BufferedReader names =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String name = names.readLine(); name != null; name = names.readLine()) {
      System.out.println(turns.turn(name));
    }
  }

  private String turn(String name) {
    System.gc();
    return name.equals(SECURE_CLIENT) ? masked() : joined(name);
  }

  private String masked() {
    SecureTurn turn = new SecureTurn(work);
    long begin = cpuNanos();
    turn.mask(updates.get(0));
    return answer(cpuNanos() - begin, turn.overhead());
  }

  private String joined(String name) {
    JoiningWork.Turn turn =
        List.of(JoiningWork.Turn.values()).stream()
            .filter(each -> each.word().equals(name))
            .findFirst()
            .orElseThrow();
    long begin = cpuNanos();
    float[] result = turn.join(updates, work);
    return answer(cpuNanos() - begin, probes(result));
  }

  private static double[] probes(float[] result) {
    double[] probes = new double[PROBES];
    for (int i = 0; i < PROBES; i++) {
      probes[i] = result[(int) ((long) i * (result.length - 1) / (PROBES - 1))];
    }
    return probes;
  }

  private static String answer(long nanos, double... figures) {
    StringBuilder answer = new StringBuilder(String.format(Locale.ROOT, "%.9f", nanos / NANOS));
    for (double figure : figures) {
      answer.append(' ').append(figure);
    }
    return answer.toString();
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
