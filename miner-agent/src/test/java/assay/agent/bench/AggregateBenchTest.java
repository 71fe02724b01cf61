package assay.agent.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AggregateBenchTest {

  @TempDir private Path folder;

  @Test
  void shouldMeasureWithoutNumPyWhereNoPythonHasIt() throws IOException {
    assertThat(PythonProgram.find(folder, "no_library_has_this_name", "numpy_rules.py")).isEmpty();
  }

  @Test
  void shouldNotCompareWorkThatGaveOtherNumbers() {
    double[] ours = {0.1, 1, 2};

    assertThatCode(
            () ->
                AggregateBench.requireSame(
                    JoiningWork.Turn.KRUM, ours, new double[] {3, 1, 2.000001}))
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () -> AggregateBench.requireSame(JoiningWork.Turn.KRUM, ours, new double[] {3, 1, 2.1}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("The krum of the same updates is 2.0 here and 2.1 in NumPy");
  }
}
