package assay.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BenchAggregateCommandTest {

  private static final String[] AGGREGATE = {"bench", "aggregate"};

  /** That NumPy gives the same numbers is checked on the way, where there is one. */
  @Test
  void shouldMeasureEveryRuleAndACoordinatorInOneLine() throws IOException {
    Said said = Said.by(AGGREGATE, "--clients=7", "--parameters=2000", "--rounds=1", "--json");

    assertThat(said.code()).as(said.err()).isZero();
    JsonNode line = new ObjectMapper().readTree(said.out());
    for (String name :
        new String[] {
          "copyAdd", "mean", "median", "trimmedMean", "krum", "multiKrum", "bulyan", "secureClient"
        }) {
      assertThat(line.path(name + "MBps").asDouble()).as(name).isPositive();
    }
    assertThat(line.path("meanToCopyAdd").asDouble()).isPositive();
    assertThat(line.path("secureWireToPlain").asDouble()).isBetween(1.1, 1.3);
    assertThat(line.path("coordinatorMegabytes100").asDouble()).isBetween(10.0, 300.0);
    boolean hasNumPy = !line.path("numpy").asText().equals("none");
    assertThat(line.has("bulyanToNumpy")).isEqualTo(hasNumPy);
  }

  @Test
  void shouldRefuseFewerClientsThanBulyanNeeds() {
    Said said = Said.by(AGGREGATE, "--clients=6");

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("7 or more clients of 1 or more parameters, not 6 of 10000000");
    assertThat(Said.by(AGGREGATE, "--rounds=0").code()).isEqualTo(2);
  }
}
