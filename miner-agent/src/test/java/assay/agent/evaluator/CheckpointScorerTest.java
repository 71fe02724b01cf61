package assay.agent.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.agent.examination.Examination;
import assay.agent.examination.Paper;
import assay.chain.Bytes32;
import assay.registry.RegistryException;
import assay.registry.content.CidCalculator;
import assay.registry.content.ContentCorruptException;
import assay.registry.content.ContentMissingException;
import assay.registry.content.DagContentStore;
import assay.registry.content.StoreRefusedException;
import assay.registry.content.StoreUnavailableException;
import assay.registry.seal.AgeIdentity;
import assay.registry.seal.Seal;
import assay.registry.seal.Sealer;
import assay.training.ledger.SubmissionFacts.SealedCheckpoint;
import assay.training.spec.Architectures;
import assay.training.spec.Metric;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CheckpointScorerTest {

  private static final Paper PAPER =
      new Paper(Architectures.perceptron(2, 2, 2, 1), Metric.ACCURACY, List.of());

  private final AgeIdentity key = AgeIdentity.generate(new SecureRandom());
  private final ByteArrayOutputStream sealed = new ByteArrayOutputStream();

  private Examination score(Supplier<byte[]> stored) throws IOException {
    byte[] plain = "not a checkpoint".getBytes(StandardCharsets.UTF_8);
    Seal seal = new Sealer().seal(to -> to.write(plain), sealed, key.recipient());
    SealedCheckpoint checkpoint =
        new SealedCheckpoint(
            CidCalculator.of(new ByteArrayInputStream(sealed.toByteArray())), seal, Bytes32.ZERO);
    return new CheckpointScorer(
            new DagContentStore(new OneFile(stored)),
            (archive, paper) ->
                new Examination.Refused(new String(archive, StandardCharsets.UTF_8)))
        .score(checkpoint, key, PAPER);
  }

  private static Stream<RegistryException> storeFaults() {
    return Stream.of(
        new ContentMissingException("gone"),
        new ContentCorruptException("other bytes"),
        new StoreUnavailableException("no answer"),
        new StoreRefusedException("502"));
  }

  @ParameterizedTest
  @MethodSource("storeFaults")
  void shouldNotBookTheStoresFaultsOnTheMiner(RegistryException fault) {
    Supplier<byte[]> broken =
        () -> {
          throw fault;
        };

    assertThatThrownBy(() -> score(broken)).isSameAs(fault);
  }

  @Test
  void shouldHaveExaminedWhatTheSealHeld() throws IOException {
    assertThat(score(sealed::toByteArray)).isEqualTo(new Examination.Refused("not a checkpoint"));
  }
}
