package assay.agent.miner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.engine.dl4j.Dl4jEngine;
import assay.training.checkpoint.Weights;
import assay.training.data.Digits;
import assay.training.data.LabelledData;
import assay.training.run.SoftmaxRegressionEngine;
import assay.training.run.TrainingEngine;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingListener;
import assay.training.run.TrainingSettings;
import assay.training.spec.Architectures;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class JobSlotsTest {

  private static TrainingEngine twin() {
    return new SoftmaxRegressionEngine(System::nanoTime);
  }

  @Test
  void shouldRunAsManyJobsSideBySideAsThereAreSlotsAndNoEngineTwice() {
    CyclicBarrier both = new CyclicBarrier(2);
    try (JobSlots slots = JobSlots.of(2, JobSlotsTest::twin)) {
      CompletableFuture<TrainingEngine> one = slots.run(engine -> met(both, engine));
      CompletableFuture<TrainingEngine> two = slots.run(engine -> met(both, engine));

      assertThat(one.join()).isNotSameAs(two.join());
    }
  }

  @Test
  void shouldNeverBeginWhatWasCancelledWhileItWaited() {
    AtomicInteger begun = new AtomicInteger();
    CountDownLatch gate = new CountDownLatch(1);
    try (JobSlots slots = JobSlots.of(1, JobSlotsTest::twin)) {
      CompletableFuture<Integer> first = slots.run(engine -> awaited(gate, begun));
      CompletableFuture<Integer> second = slots.run(engine -> begun.incrementAndGet());
      second.cancel(false);
      gate.countDown();
      first.join();
      CompletableFuture<Integer> third = slots.run(engine -> begun.get());

      assertThat(third.join()).isEqualTo(1);
    }
  }

  @Test
  void shouldFreeTheSlotOfAJobThatFailed() {
    try (JobSlots slots = JobSlots.of(1, JobSlotsTest::twin)) {
      CompletableFuture<Object> failing =
          slots.run(
              engine -> {
                throw new IllegalStateException("broken");
              });

      assertThatThrownBy(failing::join).isInstanceOf(CompletionException.class);
      assertThat(slots.run(TrainingEngine::name).join()).isEqualTo("softmax-regression");
    }
  }

  @Test
  void shouldTrainTwoJobsSideBySideToTheWeightsOfEachAlone() {
    Weights alone = train(new Dl4jEngine(System::nanoTime), 1);
    Weights other = train(new Dl4jEngine(System::nanoTime), 2);

    try (JobSlots slots = JobSlots.of(2, () -> new Dl4jEngine(System::nanoTime))) {
      CompletableFuture<Weights> one = slots.run(engine -> train(engine, 1));
      CompletableFuture<Weights> two = slots.run(engine -> train(engine, 2));

      assertThat(one.join()).isEqualTo(alone);
      assertThat(two.join()).isEqualTo(other);
    }
    assertThat(alone).isNotEqualTo(other);
  }

  private static Weights train(TrainingEngine engine, long seed) {
    LabelledData digits = Digits.load().test();
    TrainingJob job =
        new TrainingJob(
            Architectures.perceptron(64, 16, 10, 16), digits, digits, TrainingSettings.of(2, seed));
    return engine.train(job, TrainingListener.NONE).weights();
  }

  private static TrainingEngine met(CyclicBarrier barrier, TrainingEngine engine) {
    try {
      barrier.await();
      return engine;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static int awaited(CountDownLatch gate, AtomicInteger begun) {
    try {
      gate.await();
      return begun.incrementAndGet();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
