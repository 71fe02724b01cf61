package assay.agent.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContestTest {

  @TempDir private Path folder;

  @Test
  void shouldTakeTurnsAndTellTheMiddle() throws Exception {
    Contest contest = new Contest();
    List<String> turns = new ArrayList<>();
    for (String name : List.of("a", "b")) {
      contest.enter(
          name,
          net -> {
            turns.add(net.word() + "." + name);
            return new Speed(turns.size(), 1);
          });
    }

    Map<String, List<Speed>> speeds = contest.run(3, (done, all) -> {});

    assertThat(turns).hasSize(24);
    assertThat(turns.subList(0, 4)).containsExactly("mlp.a", "mlp.b", "lenet.a", "lenet.b");
    assertThat(turns.subList(6, 10)).containsExactly("mlp.b", "mlp.a", "lenet.b", "lenet.a");
    // The first turn warms up; the 8th, 13th and 20th count.
    assertThat(speeds.get("mlp.a")).extracting(Speed::perSecond).containsExactly(8.0, 13.0, 20.0);
  }

  @Test
  void shouldTrainThePerceptronInEveryWay() throws Exception {
    TrainBench bench = new TrainBench(folder, Duration.ofMillis(1), Stopwatches.ofThisProcess());

    // Where there is a PyTorch, it is tried below; starting it takes as long as all others.
    Map<String, Contestant> entrants = new TreeMap<>(bench.contest().entrants());
    entrants.remove("pytorch");
    for (Map.Entry<String, Contestant> entrant : entrants.entrySet()) {
      assertThat(entrant.getValue().turn(BenchNet.MLP).perCpuSecond())
          .as(entrant.getKey())
          .isPositive();
    }
  }

  @Test
  void shouldAnswerInEveryWay() throws Exception {
    InferBench bench = new InferBench(folder, Duration.ofMillis(1), Stopwatches.ofThisProcess());

    for (Contestant entrant : bench.contest().entrants().values()) {
      assertThat(entrant.turn(BenchNet.MLP).perSecond()).isPositive();
    }
  }
}
