package assay.agent.miner;

import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.miner.JobTrainer.Trained;
import assay.chain.Bytes32;
import assay.registry.content.Cid;
import assay.registry.seal.Seal;
import assay.training.bounty.BountyId;
import assay.training.bounty.BountySpec;
import assay.training.bounty.FederatedTerms;
import assay.training.checkpoint.Weights;
import assay.training.data.Digits;
import assay.training.data.LabelledData;
import assay.training.run.SoftmaxRegressionEngine;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingSettings;
import assay.training.run.TrainingState;
import assay.training.spec.ActivationFunction;
import assay.training.spec.CoreLayer;
import assay.training.spec.LayerName;
import assay.training.spec.LayerNode;
import assay.training.spec.Loss;
import assay.training.spec.Metric;
import assay.training.spec.ModelSpec;
import assay.training.spec.ModelSpecJson;
import assay.training.spec.Optimizer;
import assay.training.spec.Shape;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobTrainerTest {

  private static final ModelSpec MODEL =
      new ModelSpec(
          Shape.of(64),
          List.of(
              new LayerNode(
                  new LayerName("output"),
                  new CoreLayer.Dense(10, ActivationFunction.SOFTMAX, true),
                  List.of(LayerName.INPUT))),
          Loss.CATEGORICAL_CROSSENTROPY,
          new Optimizer.Sgd(0.1, 0, false),
          List.of(Metric.ACCURACY));

  private static BountySpec spec(Optional<FederatedTerms> federated) {
    return new BountySpec(
        BountySpec.FORMAT,
        "Digits",
        "",
        "accuracy",
        new String(ModelSpecJson.write(MODEL), StandardCharsets.UTF_8),
        new BountySpec.Data(64, 0, 16, 10),
        new BountySpec.SealedTestSet(
            Cid.of(Cid.Codec.RAW, new byte[] {1}), new Seal(Bytes32.ZERO, 3, Bytes32.ZERO, 3)),
        federated);
  }

  @Test
  void shouldPassByWhatIsTrainedWhereTheDataIsIfItOpensData() {
    FederatedTerms terms = new FederatedTerms(FederatedTerms.FED_AVG, 10, 1, 16, 0.1, 2, 300);

    assertThat(JobTrainer.unlessFederated(spec(Optional.empty()))).isEmpty();
    assertThat(JobTrainer.unlessFederated(spec(Optional.of(terms))))
        .map(Refusal::code)
        .contains("federated");
  }

  @Test
  void shouldSayInTheProvenanceHowItWasTrained() {
    LabelledData data = Digits.load().test();
    TrainingJob job = new TrainingJob(MODEL, data, data, TrainingSettings.of(1, 1));
    SoftmaxRegressionEngine engine = new SoftmaxRegressionEngine(System::nanoTime);
    Weights weights = Weights.of(MODEL, new float[(int) MODEL.parameterCount()]);
    TrainingState reached =
        new TrainingState(job.fingerprint(), engine.name(), 1, weights, new float[0]);
    JobTime time =
        new JobTime() {
          @Override
          public boolean isOver() {
            return false;
          }

          @Override
          public Duration left() {
            return Duration.ZERO;
          }
        };
    JobRun run =
        new JobRun(new BountyId(Bytes32.ZERO), job, List.of(), engine, JobWatch.NONE, time);

    Map<String, String> hardware =
        run.checkpoint(new Trained(reached, 1, Map.of("federated_rounds", "3")))
            .provenance()
            .hardware();

    assertThat(hardware).containsEntry("federated_rounds", "3").doesNotContainKey("pool_rigs");
  }
}
