package assay.training.federated.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a streaming round allocates, whoever and however many come. */
class WeightedMeanMemoryTest {

  private static final int PARAMETERS = 100_000;
  private static final long SUMS = 8L * PARAMETERS;
  private static final long SMALL_CHANGE = 64L * 1024;

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 500})
  void shouldAllocateEightBytesAParameterHoweverManyClientsCome(int clients) {
    Update update = new Update("client", new float[PARAMETERS], 1);
    round(update, clients);

    long before = allocated();
    round(update, clients);

    assertThat(allocated() - before).isBetween(SUMS, SUMS + SMALL_CHANGE);
  }

  private static void round(Update update, int clients) {
    Aggregation mean = new WeightedMean().begin(PARAMETERS);
    for (int client = 0; client < clients; client++) {
      mean.accept(update);
    }
    assertThat(mean.result()).hasSize(PARAMETERS);
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getThreadAllocatedBytes(Thread.currentThread().getId());
  }
}
