package assay.agent.miner;

import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.Agent;
import assay.agent.OfflineHome;
import assay.agent.home.AgentHome;
import assay.agent.journal.JournalEntry;
import assay.chain.Bytes32;
import assay.registry.content.CidCalculator;
import assay.training.bounty.BountyId;
import assay.training.checkpoint.Checkpoint;
import assay.training.checkpoint.Provenance;
import assay.training.checkpoint.Tensor;
import assay.training.checkpoint.Weights;
import assay.training.spec.ActivationFunction;
import assay.training.spec.CoreLayer;
import assay.training.spec.LayerName;
import assay.training.spec.LayerNode;
import assay.training.spec.Loss;
import assay.training.spec.Metric;
import assay.training.spec.ModelSpec;
import assay.training.spec.Optimizer;
import assay.training.spec.Shape;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedSubmissionTest {

  private static final BountyId BOUNTY = new BountyId(Bytes32.keccak256("bounty"));

  private static final ModelSpec MODEL =
      new ModelSpec(
          Shape.of(2),
          List.of(
              new LayerNode(
                  new LayerName("output"),
                  new CoreLayer.Dense(2, ActivationFunction.SOFTMAX, false),
                  List.of(LayerName.INPUT))),
          Loss.CATEGORICAL_CROSSENTROPY,
          new Optimizer.Sgd(0.1, 0, false),
          List.of(Metric.ACCURACY));

  @TempDir private Path folder;

  private static Agent open(AgentHome home) {
    return Agent.open(home, Clock.systemUTC(), new SecureRandom());
  }

  private static Checkpoint checkpoint() {
    Weights weights =
        new Weights(List.of(Tensor.of(MODEL.tensors().get(0), new float[] {1, 0, 0, 1})));
    return new Checkpoint(MODEL, weights, Provenance.ofNoTraining(MODEL, Map.of()));
  }

  @Test
  void shouldHaveSaltKeyAndBytesOnTheDiskBeforeAnythingIsSent() throws Exception {
    AgentHome home = OfflineHome.in(folder);
    PreparedSubmission made;
    Bytes32 committed;
    try (Agent agent = open(home)) {
      made = PreparedSubmission.prepare(agent, BOUNTY, checkpoint());
      committed = made.commitHash(agent, BOUNTY);
    }

    try (Agent again = open(home)) {
      JournalEntry entry =
          again.journal().last(BOUNTY.toString(), PreparedSubmission.STEP).orElseThrow();
      PreparedSubmission recalled = PreparedSubmission.recall(again, BOUNTY, entry);

      assertThat(recalled.opening()).isEqualTo(made.opening());
      assertThat(recalled.key().reveal()).isEqualTo(made.key().reveal());
      assertThat(recalled.commitHash(again, BOUNTY)).isEqualTo(committed);
      try (InputStream sealed = Files.newInputStream(recalled.file())) {
        assertThat(CidCalculator.of(sealed)).isEqualTo(made.cid());
      }
    }
  }
}
