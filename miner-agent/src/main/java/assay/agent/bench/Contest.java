package assay.agent.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Contestants in turns, net after net, round after round, so that a busy neighbour or a warming
 * processor favours none. Not safe for threads.
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

  /** The middle speeds by net and contestant, such as {@code lenet.torch}. */
  public Map<String, Speed> run(int rounds, Watcher watcher) throws IOException {
    int done = 0;
    int all = rounds * BenchNet.values().length * contestants.size();
    for (int round = 0; round < rounds; round++) {
      for (BenchNet net : BenchNet.values()) {
        for (Map.Entry<String, Contestant> entry : contestants.entrySet()) {
          watcher.turned(done++, all);
          speeds
              .computeIfAbsent(net.word() + "." + entry.getKey(), name -> new ArrayList<>())
              .add(entry.getValue().turn(net));
        }
      }
    }
    watcher.turned(all, all);
    Map<String, Speed> middle = new LinkedHashMap<>();
    speeds.forEach((name, each) -> middle.put(name, Speed.middle(each)));
    return middle;
  }
}
