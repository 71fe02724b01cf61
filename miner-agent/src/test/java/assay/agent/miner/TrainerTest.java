package assay.agent.miner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.agent.Agent;
import assay.agent.OfflineHome;
import assay.agent.home.AgentHome;
import assay.agent.home.AgentSettings;
import assay.agent.loop.Narrator;
import assay.agent.loop.Note;
import assay.chain.Bytes32;
import assay.registry.content.ContentStoreServer;
import assay.registry.content.DiskBlockStore;
import assay.registry.content.StoreAddresses;
import assay.training.bounty.BountyId;
import assay.training.data.Digits;
import assay.training.data.LabelledData;
import assay.training.run.SoftmaxRegressionEngine;
import assay.training.run.TrainingEngine;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingListener;
import assay.training.run.TrainingSettings;
import assay.training.run.TrainingState;
import assay.training.spec.ActivationFunction;
import assay.training.spec.CoreLayer;
import assay.training.spec.LayerName;
import assay.training.spec.LayerNode;
import assay.training.spec.Loss;
import assay.training.spec.Metric;
import assay.training.spec.ModelSpec;
import assay.training.spec.Optimizer;
import assay.training.spec.Shape;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training whose agent dies in the middle, and another agent on the same home. */
class TrainerTest {

  private static final int EPOCHS = 12;
  private static final int INTERVAL = 4;

  private static final ModelSpec MODEL =
      new ModelSpec(
          Shape.of(64),
          List.of(
              new LayerNode(
                  new LayerName("output"),
                  new CoreLayer.Dense(10, ActivationFunction.SOFTMAX, true),
                  List.of(LayerName.INPUT))),
          Loss.CATEGORICAL_CROSSENTROPY,
          new Optimizer.Sgd(0.01, 0, false),
          List.of(Metric.ACCURACY));

  private static final JobTime UNHURRIED =
      new JobTime() {
        @Override
        public boolean isOver() {
          return false;
        }

        @Override
        public Duration left() {
          return Duration.ofDays(1);
        }
      };

  private static final BountyId BOUNTY = new BountyId(Bytes32.keccak256("bounty"));

  @TempDir private Path folder;
  private ContentStoreServer store;
  private AgentHome home;
  private final List<Note> notes = new ArrayList<>();

  @BeforeEach
  void makeHome() {
    store =
        ContentStoreServer.start(new DiskBlockStore(folder.resolve("store"), Clock.systemUTC()), 0);
    home = OfflineHome.in(folder);
    AgentSettings offline = AgentSettings.load(home);
    new AgentSettings(
            offline.chain(),
            offline.chainId(),
            offline.finality(),
            offline.deployment(),
            StoreAddresses.of(store.uri()),
            offline.platform(),
            1,
            offline.deployers())
        .save(home);
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  private static TrainingJob job() {
    LabelledData data = Digits.load().test().select(IntStream.range(0, 100).toArray());
    return new TrainingJob(
        MODEL, data, data, TrainingSettings.of(EPOCHS, 7).withCheckpointEvery(INTERVAL));
  }

  private static TrainingEngine engine() {
    return new SoftmaxRegressionEngine(System::nanoTime);
  }

  /** A new agent on the home trains, and keeps every state that is due. */
  private TrainingState train(TrainingEngine engine) {
    return train(engine, Duration.ZERO);
  }

  private TrainingState train(TrainingEngine engine, Duration pause) {
    try (Agent agent = Agent.open(home, Clock.systemUTC(), new SecureRandom())) {
      Narrator narrator = new Narrator(Clock.systemUTC(), notes::add);
      TrainingDesk.Tools tools =
          new TrainingDesk.Tools(agent, narrator, JobWatch.NONE, SpeedBook.open(home.speeds()));
      return new Trainer(tools, pause)
          .train(new JobRun(BOUNTY, job(), List.of(), engine, JobWatch.NONE, UNHURRIED))
          .reached();
    }
  }

  private List<String> statesKept() {
    try (Agent agent = Agent.open(home, Clock.systemUTC(), new SecureRandom())) {
      return agent.journal().about(BOUNTY.toString()).stream()
          .map(entry -> entry.fact("epoch"))
          .toList();
    }
  }

  @Test
  void shouldKeepNoStateBeforeThePauseIsOverButTheLast() {
    train(engine(), Duration.ofHours(1));

    assertThat(statesKept()).containsExactly("12");
  }

  @Test
  void shouldLoseAtMostOneCheckpointIntervalWhereverItIsKilled() {
    TrainingState unbroken = engine().train(job(), TrainingListener.NONE);
    List<Integer> begun = new ArrayList<>();

    for (int last : List.of(3, 6, 11)) {
      MortalEngine mortal = new MortalEngine(engine(), last);
      assertThatThrownBy(() -> train(mortal)).isInstanceOf(MortalEngine.Killed.class);
      begun.add(mortal.firstEpoch());
    }
    MortalEngine immortal = new MortalEngine(engine(), EPOCHS + 1);
    TrainingState resumed = train(immortal);
    begun.add(immortal.firstEpoch());

    assertThat(begun).containsExactly(1, 1, 5, 9);
    assertThat(resumed.weights()).isEqualTo(unbroken.weights());
    assertThat(notes).extracting(Note::event).contains("resumed").doesNotContain("state-lost");
  }
}
