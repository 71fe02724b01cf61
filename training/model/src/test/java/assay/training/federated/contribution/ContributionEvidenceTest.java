package assay.training.federated.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Bytes32;
import assay.registry.content.Cid;
import assay.registry.seal.AgeIdentity;
import assay.training.federated.contribution.ContributionEvidence.Opened;
import assay.training.federated.contribution.ContributionEvidence.Round;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContributionEvidenceTest {

  private static final Cid SOMEWHERE = new Cid(Cid.Codec.RAW, Bytes32.keccak256("somewhere"));
  private static final AgeIdentity KEY = AgeIdentity.of(Bytes32.keccak256("key"));
  private static final Opened UPDATE = new Opened(400, "AAECAwQFBgcICQoLDA0ODw==");

  private static ContributionEvidence evidence(int rounds) {
    return new ContributionEvidence(
        SOMEWHERE,
        KEY.reveal(),
        Collections.nCopies(rounds, new Round(SOMEWHERE, List.of(UPDATE, UPDATE))));
  }

  @Test
  void shouldReadWhatItWrote() {
    ContributionEvidence read = ContributionEvidence.read(evidence(3).json());

    assertThat(read).isEqualTo(evidence(3));
    assertThat(read.identity()).isEqualTo(KEY);
    assertThat(read.rounds().get(2).updates().get(1).fileKey().reveal()).isEqualTo(UPDATE.key());
  }

  @Test
  void shouldNotPrintItsSecrets() {
    assertThat(evidence(1).toString()).doesNotContain(KEY.reveal()).doesNotContain(UPDATE.key());
  }

  @Test
  void shouldRefuseWhatIsNoEvidenceAndMoreRoundsThanFit() {
    byte[] text = "{\"model\": 1}".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> ContributionEvidence.read(text))
        .isInstanceOf(ContributionEvidenceRefusedException.class);
    assertThatThrownBy(() -> new Opened(0, UPDATE.key()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> evidence(10_000).json())
        .isInstanceOf(ContributionEvidenceRefusedException.class)
        .hasMessageContaining("10000 rounds");
  }
}
