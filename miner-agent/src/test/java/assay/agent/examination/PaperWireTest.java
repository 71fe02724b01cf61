package assay.agent.examination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.agent.engine.EngineChoice;
import assay.training.data.LabelledData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaperWireTest {

  private static final Paper PAPER = ExaminerContract.PAPER;

  @Test
  void shouldTellEverythingButTheLabels() throws IOException {
    PaperWire.Heard heard = PaperWire.read(new ByteArrayInputStream(written()));

    assertThat(heard.engine()).isEqualTo(EngineChoice.TORCH);
    assertThat(heard.archive().readAllBytes()).containsExactly(1, 2, 3);
    assertThat(heard.paper().model()).isEqualTo(PAPER.model());
    assertThat(heard.paper().criterion()).isEqualTo(PAPER.criterion());
    List<LabelledData> groups = heard.paper().groups();
    assertThat(groups).extracting(LabelledData::size).containsExactly(300, 200);
    for (int group = 0; group < groups.size(); group++) {
      for (int i = 0; i < groups.get(group).size(); i++) {
        assertThat(groups.get(group).sample(i).values())
            .containsExactly(PAPER.groups().get(group).sample(i).values());
        assertThat(groups.get(group).label(i)).isZero();
      }
    }
  }

  @Test
  void shouldNotTakeHalfAPaperForOne() throws IOException {
    byte[] written = written();
    byte[] half = Arrays.copyOf(written, written.length - 1);

    assertThatThrownBy(() -> PaperWire.read(new ByteArrayInputStream(half)))
        .isInstanceOf(EOFException.class);
  }

  private static byte[] written() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PaperWire.write(EngineChoice.TORCH, PAPER, new byte[] {1, 2, 3}, out);
    return out.toByteArray();
  }
}
