package assay.registry.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
final class LaneTest {

  private final Lane lane = new Lane("test");

  @Test
  void shouldDoEveryStepInOrder() throws IOException {
    List<Integer> done = new ArrayList<>();

    for (int i = 0; i < 1000; i++) {
      int step = i;
      lane.take(() -> done.add(step));
    }
    lane.finish();

    assertThat(done).hasSize(1000).isSorted();
  }

  @Test
  void shouldTellOfAStepThatFailedAndDoNothingAfterIt() throws IOException {
    List<Integer> done = new ArrayList<>();

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 1000; i++) {
                int step = i;
                lane.take(() -> doBut(100, step, done));
              }
              lane.finish();
            })
        .isInstanceOf(IOException.class)
        .hasMessage("disk full");
    assertThat(done).hasSize(100);
  }

  @Test
  void shouldNotKeepAnybodyWaitingWhenTheMemoryIsFull() {
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 1000; i++) {
                int step = i;
                lane.take(() -> fillMemory(step));
              }
              lane.finish();
            })
        .isInstanceOf(OutOfMemoryError.class);
  }

  private static void fillMemory(int step) {
    if (step == 100) {
      throw new OutOfMemoryError("as a virtual machine does");
    }
  }

  private static void doBut(int failing, int step, List<Integer> done) throws IOException {
    if (step == failing) {
      throw new IOException("disk full");
    }
    done.add(step);
  }
}
