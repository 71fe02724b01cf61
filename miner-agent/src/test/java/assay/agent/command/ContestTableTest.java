package assay.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.bench.Speed;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ContestTableTest {

  @Test
  void shouldCompareTurnsOfOneRoundWithEachOther() throws Exception {
    ContestTable table =
        new ContestTable(Map.of("mlp.two", turns(10, 4, 9), "mlp.one", turns(5, 3, 3)))
            .wallRatio("twoToOne", "two", "one");
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    table.print(new PrintStream(out, true, StandardCharsets.UTF_8), true);

    JsonNode json = new ObjectMapper().readTree(out.toByteArray());
    assertThat(json.at("/speeds/mlp.two/samplesPerSecond").doubleValue()).isEqualTo(9);
    assertThat(json.at("/figures/mlp.twoToOne").doubleValue()).isEqualTo(2);
  }

  private static List<Speed> turns(double... perSecond) {
    return DoubleStream.of(perSecond).mapToObj(speed -> new Speed(speed, speed)).toList();
  }
}
