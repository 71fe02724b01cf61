package assay.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import assay.training.data.DataFormat;
import assay.training.data.LabelledData;
import assay.training.data.Sample;
import assay.training.spec.Architectures;
import assay.training.spec.ModelSpec;
import assay.training.spec.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What augmentation does to samples, and that it depends on seed, epoch and sample alone. */
class TrainingEpochTest {

  private static final ModelSpec MAPPING = Architectures.uNet(Shape.of(4, 4, 1), 2, 1, 1);
  private static final ModelSpec FLAT = Architectures.leNet(Shape.of(4, 4, 1), 2, 1);

  @Test
  void shouldLeaveSamplesAloneUnlessAsked() {
    TrainingEpoch epoch = TrainingEpoch.of(job(MAPPING, maps(), Augmentation.NONE), 0);

    for (int i = 0; i < epoch.size(); i++) {
      assertThat(Arrays.equals(epoch.inputs(i, 1), half(epoch.targets(i, 1)))).isTrue();
      assertThat(epoch.inputs(i, 1)[0] + epoch.inputs(i, 1)[1]).isEqualTo(1);
    }
  }

  @Test
  void shouldMoveMapsWithTheirImages() {
    TrainingEpoch epoch = TrainingEpoch.of(job(MAPPING, maps(), new Augmentation(true, 2, 0)), 3);

    Set<List<Float>> seen = new HashSet<>();
    for (int i = 0; i < epoch.size(); i++) {
      float[] image = epoch.inputs(i, 1);
      assertThat(image).containsExactly(half(epoch.targets(i, 1)));
      List<Float> boxed = new ArrayList<>();
      for (float value : image) {
        boxed.add(value);
      }
      seen.add(boxed);
    }
    assertThat(seen).hasSizeGreaterThan(10);
  }

  @Test
  void shouldFlipLeftToRightHalfOfTheTime() {
    TrainingEpoch epoch = TrainingEpoch.of(job(FLAT, plain(), new Augmentation(true, 0, 0)), 0);

    int flipped = 0;
    for (int i = 0; i < epoch.size(); i++) {
      float[] image = epoch.inputs(i, 1);
      boolean isFlipped = image[0] == 0.3f;
      assertThat(image[isFlipped ? 3 : 0]).isZero();
      assertThat(image[isFlipped ? 0 : 3]).isEqualTo(0.3f);
      flipped += isFlipped ? 1 : 0;
    }
    assertThat(flipped).isBetween(20, 44);
  }

  @Test
  void shouldChangeEachSampleAlikeWhateverTheBatches() {
    TrainingJob job = job(FLAT, plain(), new Augmentation(true, 1, 0.1));
    TrainingEpoch epoch = TrainingEpoch.of(job, 5);

    float[] whole = epoch.inputs(0, epoch.size());
    float[] again = TrainingEpoch.of(job, 5).inputs(10, 3);

    assertThat(again).containsExactly(Arrays.copyOfRange(whole, 160, 208));
    assertThat(TrainingEpoch.of(job, 6).inputs(0, epoch.size())).isNotEqualTo(whole);
  }

  @Test
  void shouldAddNoiseOfTheAskedDeviationWithinTheRange() {
    TrainingEpoch epoch =
        TrainingEpoch.of(job(FLAT, constant(), new Augmentation(false, 0, 0.05)), 0);

    float[] values = epoch.inputs(0, epoch.size());
    double sum = 0;
    for (float value : values) {
      assertThat(value).isBetween(0f, 1f);
      sum += (value - 0.5) * (value - 0.5);
    }
    assertThat(Math.sqrt(sum / values.length)).isCloseTo(0.05, within(0.005));
  }

  @Test
  void shouldRefuseToMoveWhatIsNoImage() {
    ModelSpec vector = Architectures.perceptron(16, 4, 2, 1);

    assertThatThrownBy(() -> job(vector, plain(), new Augmentation(true, 0, 0)))
        .isInstanceOf(EngineRefusedException.class)
        .hasMessageContaining("images");
  }

  @Test
  void shouldFollowTheirFormulasWithSchedules() {
    LearningSchedule cosine = new LearningSchedule.Cosine(10, 0.1);
    LearningSchedule warm = new LearningSchedule.WarmUp(3, cosine);

    assertThat(cosine.factorAt(0)).isEqualTo(1);
    assertThat(cosine.factorAt(5)).isCloseTo(0.55, within(1e-12));
    assertThat(cosine.factorAt(99)).isCloseTo(0.1, within(1e-12));
    assertThat(warm.factorAt(0)).isEqualTo(0.25);
    assertThat(warm.factorAt(2)).isEqualTo(0.75);
    assertThat(warm.factorAt(8)).isCloseTo(0.55, within(1e-12));
  }

  private static float[] half(float[] oneHot) {
    float[] labels = new float[oneHot.length / 2];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = oneHot[2 * i + 1];
    }
    return labels;
  }

  private static TrainingJob job(ModelSpec spec, LabelledData data, Augmentation augmentation) {
    TrainingSettings settings = TrainingSettings.of(9, 4).withAugmentation(augmentation);
    return new TrainingJob(spec, data, data, settings);
  }

  /** Images of zeros and ones that are their own maps. */
  private static LabelledData maps() {
    return data(
        32,
        (row, i) -> {
          row[i % 2] = 1;
          row[2 + i % 14] = 1;
          System.arraycopy(row, 0, row, 16, 16);
        });
  }

  /** Images that grow brighter to the right. */
  private static LabelledData plain() {
    return data(
        16,
        (row, i) -> {
          for (int j = 0; j < 16; j++) {
            row[j] = j % 4 * 0.1f;
          }
        });
  }

  private static LabelledData constant() {
    return data(16, (row, i) -> Arrays.fill(row, 0.5f));
  }

  private interface Painter {
    void paint(float[] row, int sample);
  }

  private static LabelledData data(int width, Painter painter) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      float[] row = new float[width];
      painter.paint(row, i);
      samples.add(new Sample(row, i % 2));
    }
    return LabelledData.of(new DataFormat(width, 0, 1, 2), samples);
  }
}
