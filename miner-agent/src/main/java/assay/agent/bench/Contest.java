package assay.agent.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;

/**
 * Contestants in turns, net after net, round after round, so that a busy neighbour or a warming
 * processor favours none. A first round that warms the compilers up does not count, and every
 * second one goes backwards: two contestants may share code, and who came second would always run
 * what the first one's turn had compiled. Not safe for threads.
 */
public final class Contest {

  private final Map<String, Contestant> contestants = new LinkedHashMap<>();
  private final Map<String, List<Speed>> speeds = new LinkedHashMap<>();

  /** Hears how far it is. */
  @FunctionalInterface
  public interface Watcher {
    void turned(int done, int all);
  }

  void enter(String name, Contestant contestant) {
    contestants.put(name, contestant);
  }

  Map<String, Contestant> entrants() {
    return Collections.unmodifiableMap(contestants);
  }

  /** A speed for every round, by net and contestant, such as {@code lenet.torch}. */
  public Map<String, List<Speed>> run(int rounds, Watcher watcher) throws IOException {
    int perRound = BenchNet.values().length * contestants.size();
    int all = (rounds + 1) * perRound;
    for (int round = 0; round <= rounds; round++) {
      int before = round * perRound;
      round(round % 2 == 1, done -> watcher.turned(before + done, all));
      if (round == 0) {
        speeds.values().forEach(List::clear);
      }
    }
    watcher.turned(all, all);
    return speeds;
  }

  private void round(boolean isBackwards, IntConsumer turned) throws IOException {
    List<String> names = new ArrayList<>(contestants.keySet());
    if (isBackwards) {
      Collections.reverse(names);
    }
    int done = 0;
    for (BenchNet net : BenchNet.values()) {
      for (String name : names) {
        turned.accept(done++);
        speeds
            .computeIfAbsent(net.word() + "." + name, any -> new ArrayList<>())
            .add(Objects.requireNonNull(contestants.get(name)).turn(net));
      }
    }
  }
}
