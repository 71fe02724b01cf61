package assay.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Bytes32;
import assay.training.checkpoint.Provenance;
import assay.training.data.DataFormat;
import assay.training.data.DataRefusedException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeTest {

  private static final int ROUNDS = 2_000;
  private static final int MOST = 1_000_000;
  private static final Recipe RECIPE =
      new Recipe(TrainingSettings.of(6, 7), new DataFormat(64, 0, 16, 10), 4);

  @Test
  void shouldReadBackWhateverItWrote() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < ROUNDS; i++) {
      Recipe recipe = recipe(random);

      assertThat(Recipe.of(provenance(recipe.described(), recipe.settings().seed())))
          .as("seed " + seed + ", round " + i)
          .isEqualTo(recipe);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "schedule, linear",
    "schedule, constant again",
    "schedule, step_decay 0.5 every",
    "schedule, step_decay 2.0 every 3",
    "schedule, step_decay 0.50 every 3",
    "schedule, warm_up 3 then",
    "schedule, warm_up 3 then sometime",
    "stopping, soon",
    "stopping, early after 0 below 0.0 best",
    "stopping, early after 2 below NaN best",
    "stopping, early after 2 below 0.0 worst",
    "augmentation, none",
    "augmentation, flips maybe shift 0 noise 0.0",
    "augmentation, flips true shift 99 noise 0.0",
    "epochs, 0x6",
    "epochs, 06",
    "epochs, 99999999999",
    "batch_size, -1",
    "epochs_done, 7",
    "data_format, width 64 low 0.0 high 16.0",
    "data_format, width 64 low 0 high 16 classes 10"
  })
  void shouldRefuseWordsItNeverWrote(String name, String words) {
    SortedMap<String, String> entries = RECIPE.described();
    entries.put(name, words);

    assertThatThrownBy(() -> Recipe.of(provenance(entries, 7)))
        .isInstanceOfAny(EngineRefusedException.class, DataRefusedException.class);
  }

  @Test
  void shouldNameAWordItNeverWrote() {
    SortedMap<String, String> entries = RECIPE.described();
    entries.put("schedule", "linear\u001b[2J");

    assertThatThrownBy(() -> Recipe.of(provenance(entries, 7)))
        .isInstanceOf(EngineRefusedException.class)
        .hasMessageContaining("'schedule' is 'linear?[2J'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"epochs", "schedule", "stopping", "data_format", "epochs_done"})
  void shouldNameWhatAProvenanceLacks(String name) {
    SortedMap<String, String> entries = RECIPE.described();
    entries.remove(name);

    assertThatThrownBy(() -> Recipe.of(provenance(entries, 7)))
        .isInstanceOf(EngineRefusedException.class)
        .hasMessageContaining("lack '" + name + "'");
  }

  @Test
  void shouldRefuseAndNameASettingItDoesNotKnow() {
    SortedMap<String, String> entries = RECIPE.described();
    entries.put("label_smoothing", "0.1");

    assertThatThrownBy(() -> Recipe.of(provenance(entries, 7)))
        .isInstanceOf(EngineRefusedException.class)
        .hasMessageContaining("[label_smoothing]");
  }

  @Test
  void shouldReadAWarmUpOfWarmUpsOnlyAsLongAsAProvenanceMayBe() {
    SortedMap<String, String> entries = RECIPE.settings().described();
    entries.put("schedule", "warm_up 1 then ".repeat(100_000) + "constant");

    assertThatThrownBy(() -> TrainingSettings.ofDescribed(entries, 7))
        .isInstanceOf(EngineRefusedException.class)
        .hasMessageContaining("'schedule'");
  }

  @Test
  void shouldRepeatTheEpochsDoneWithoutAskingAgainWhenToStop() {
    Recipe early =
        new Recipe(
            RECIPE.settings().withStopping(new Stopping.Early(2, 0.1, true)), RECIPE.format(), 4);

    assertThat(early.repeating().epochs()).isEqualTo(4);
    assertThat(early.repeating().stopping()).isEqualTo(new Stopping.Never());
    assertThat(early.repeating().seed()).isEqualTo(7);
  }

  private static Provenance provenance(Map<String, String> settings, long seed) {
    return new Provenance(
        List.of(),
        Bytes32.keccak256("spec"),
        new TreeMap<>(settings),
        seed,
        new TreeMap<>(),
        new TreeMap<>());
  }

  private static Recipe recipe(Random random) {
    int epochs = within(random, MOST);
    TrainingSettings settings =
        new TrainingSettings(
            epochs,
            within(random, MOST),
            random.nextLong(),
            within(random, 256),
            within(random, MOST),
            within(random, MOST),
            schedule(random),
            stopping(random),
            new Augmentation(random.nextBoolean(), random.nextInt(65), share(random)));
    float low = (float) random.nextGaussian();
    DataFormat format =
        new DataFormat(within(random, 1 << 20), low, low + 1, 2 + random.nextInt(1_000));
    return new Recipe(settings, format, within(random, epochs));
  }

  private static LearningSchedule schedule(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> new LearningSchedule.Constant();
      case 1 -> new LearningSchedule.StepDecay(1 - share(random), within(random, MOST));
      case 2 -> new LearningSchedule.Cosine(within(random, MOST), share(random));
      default -> new LearningSchedule.WarmUp(within(random, MOST), schedule(random));
    };
  }

  private static Stopping stopping(Random random) {
    return random.nextBoolean()
        ? new Stopping.Never()
        : new Stopping.Early(
            within(random, MOST), random.nextDouble() * 1e300, random.nextBoolean());
  }

  /** From 0 up, often tiny; below 1. */
  private static double share(Random random) {
    return random.nextInt(4) == 0 ? 0 : Math.pow(random.nextDouble(), 1 + random.nextInt(40));
  }

  private static int within(Random random, int most) {
    return 1 + random.nextInt(most);
  }
}
