package assay.training.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProvenanceJsonTest {

  private static final Provenance PROVENANCE = Checkpoints.provenance(Checkpoints.SMALL);

  @Test
  void shouldReadBackWhatItWrote() {
    assertThat(ProvenanceJson.read(ProvenanceJson.write(PROVENANCE))).isEqualTo(PROVENANCE);
  }

  @Test
  void shouldWriteItsGoldenForm() {
    String json = new String(ProvenanceJson.write(PROVENANCE), StandardCharsets.UTF_8);

    assertThat(json)
        .isEqualTo(
            "{\"data\":[{\"name\":\"digits\",\"samples\":419,\"sha256\":\""
                + PROVENANCE.data().get(0).sha256()
                + "\"}],\"format\":\"assay-provenance/1\",\"hardware\":{\"devices\":\"2\"},"
                + "\"seed\":7,\"settings\":{\"batch_size\":\"32\",\"epochs\":\"3\"},"
                + "\"software\":{\"engine\":\"none\"},\"spec\":\""
                + PROVENANCE.specHash()
                + "\"}");
  }

  @Test
  void shouldRefuseAnUnknownField() {
    String json = new String(ProvenanceJson.write(PROVENANCE), StandardCharsets.UTF_8);
    byte[] extra = json.replace("\"seed\"", "\"x\":1,\"seed\"").getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> ProvenanceJson.read(extra))
        .isInstanceOf(CheckpointRefusedException.class)
        .hasMessageContaining("fields");
  }
}
