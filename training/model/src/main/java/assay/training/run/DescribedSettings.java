package assay.training.run;

import assay.training.run.EngineRefusedException.Reason;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads settings back from {@link TrainingSettings#described()}. Strict: every entry is there, no
 * other is, and each is written as this version writes it. Immutable.
 */
final class DescribedSettings {

  private static final int LONGEST = 256;
  private static final Pattern STEP_DECAY = Pattern.compile("step_decay (\\S+) every (\\S+)");
  private static final Pattern COSINE = Pattern.compile("cosine to (\\S+) over (\\S+)");
  private static final Pattern WARM_UP = Pattern.compile("warm_up (\\S+) then (.+)");
  private static final Pattern EARLY =
      Pattern.compile("early after (\\S+) below (\\S+) (best|last)");
  private static final Pattern AUGMENTATION =
      Pattern.compile("flips (true|false) shift (\\S+) noise (\\S+)");

  private final Map<String, String> entries;

  DescribedSettings(Map<String, String> entries) {
    this.entries = Map.copyOf(entries);
  }

  TrainingSettings read(long seed) {
    TrainingSettings settings =
        new TrainingSettings(
            number("epochs"),
            number("batch_size"),
            seed,
            number("devices"),
            number("averaging_every"),
            number("checkpoint_every"),
            entry("schedule", DescribedSettings::schedule),
            entry("stopping", DescribedSettings::stopping),
            entry("augmentation", DescribedSettings::augmentation));
    requireNoMore(settings.described().keySet());
    return settings;
  }

  private int number(String name) {
    return entry(name, Integer::valueOf);
  }

  /** Reads one entry; what is not written back the same was not written by this version. */
  <T> T entry(String name, Function<String, T> reader) {
    String text = entries.get(name);
    if (text == null) {
      throw new EngineRefusedException(
          Reason.BAD_SETTINGS, "The settings lack '" + name + "'; a training needs all of them.");
    }
    try {
      T value = reader.apply(text.length() > LONGEST ? "" : text);
      if (value.toString().equals(text)) {
        return value;
      }
    } catch (IllegalArgumentException e) {
      throw unknown(name, text, e);
    }
    throw unknown(name, text, new IllegalArgumentException("It is written another way."));
  }

  private void requireNoMore(Set<String> names) {
    Set<String> more = new TreeSet<>(entries.keySet());
    more.removeAll(names);
    if (!more.isEmpty()) {
      throw new EngineRefusedException(
          Reason.BAD_SETTINGS,
          "The settings have "
              + shown(more.toString())
              + ", which this version does not know; use the version that wrote them.");
    }
  }

  private static LearningSchedule schedule(String text) {
    Matcher decay = STEP_DECAY.matcher(text);
    Matcher cosine = COSINE.matcher(text);
    Matcher warmUp = WARM_UP.matcher(text);
    if (decay.matches()) {
      return new LearningSchedule.StepDecay(decimal(decay.group(1)), whole(decay.group(2)));
    }
    if (cosine.matches()) {
      return new LearningSchedule.Cosine(whole(cosine.group(2)), decimal(cosine.group(1)));
    }
    if (warmUp.matches()) {
      return new LearningSchedule.WarmUp(whole(warmUp.group(1)), schedule(warmUp.group(2)));
    }
    return new LearningSchedule.Constant();
  }

  private static Stopping stopping(String text) {
    Matcher early = EARLY.matcher(text);
    return early.matches()
        ? new Stopping.Early(
            whole(early.group(1)), decimal(early.group(2)), early.group(3).equals("best"))
        : new Stopping.Never();
  }

  private static Augmentation augmentation(String text) {
    Matcher words = AUGMENTATION.matcher(text);
    return words.matches()
        ? new Augmentation(
            Boolean.parseBoolean(words.group(1)), whole(words.group(2)), decimal(words.group(3)))
        : Augmentation.NONE;
  }

  private static int whole(String text) {
    return Integer.parseInt(text);
  }

  private static double decimal(String text) {
    return Double.parseDouble(text);
  }

  /** A stranger's words, which must play no tricks on a screen. */
  private static String shown(String text) {
    String part = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    return part.replaceAll("\\p{C}", "?");
  }

  private static EngineRefusedException unknown(String name, String text, Exception cause) {
    return new EngineRefusedException(
        Reason.BAD_SETTINGS,
        "The setting '"
            + name
            + "' is '"
            + shown(text)
            + "', which this version does not know; use the version that wrote it.",
        cause);
  }
}
