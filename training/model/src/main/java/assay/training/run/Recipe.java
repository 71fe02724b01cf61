package assay.training.run;

import assay.training.checkpoint.Provenance;
import assay.training.data.DataFormat;
import assay.training.run.EngineRefusedException.Reason;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a checkpoint was made, apart from model, data and engine: what a provenance's settings say.
 * Immutable.
 *
 * @param settings of the training, its seed among them
 * @param format of the data it learned from, by which its files are read
 * @param epochsDone epochs that the weights have seen, at least 1: fewer than the settings' where
 *     the training was stopped, or the best epoch was kept
 */
public record Recipe(TrainingSettings settings, DataFormat format, int epochsDone) {

  private static final String FORMAT = "data_format";
  private static final String EPOCHS_DONE = "epochs_done";
  private static final Pattern FORMAT_WORDS =
      Pattern.compile("width (\\S+) low (\\S+) high (\\S+) classes (\\S+)");

  public Recipe {
    if (epochsDone < 1 || epochsDone > settings.epochs()) {
      throw new EngineRefusedException(
          Reason.BAD_SETTINGS,
          EPOCHS_DONE + " must lie in 1.." + settings.epochs() + ", not be " + epochsDone + ".");
    }
  }

  /** Reads what {@link #described()} wrote; refuses a provenance that says less, or other words. */
  public static Recipe of(Provenance provenance) {
    SortedMap<String, String> entries = new TreeMap<>(provenance.settings());
    DescribedSettings described = new DescribedSettings(entries);
    Words format = described.entry(FORMAT, Words::parse);
    int epochsDone = described.entry(EPOCHS_DONE, Integer::valueOf);
    entries.remove(FORMAT);
    entries.remove(EPOCHS_DONE);
    TrainingSettings settings = TrainingSettings.ofDescribed(entries, provenance.seed());
    return new Recipe(settings, format.format(), epochsDone);
  }

  /** By name, as a provenance lists them; the seed stands apart there. */
  public SortedMap<String, String> described() {
    SortedMap<String, String> entries = settings.described();
    entries.put(FORMAT, new Words(format).toString());
    entries.put(EPOCHS_DONE, String.valueOf(epochsDone));
    return entries;
  }

  /**
   * Settings that give the same weights again. They end after the epochs done, so that what stopped
   * the first training, a deadline or a loss on data that only its miner had, is not asked again.
   */
  public TrainingSettings repeating() {
    return new TrainingSettings(
        epochsDone,
        settings.batchSize(),
        settings.seed(),
        settings.devices(),
        settings.averagingEvery(),
        settings.checkpointEvery(),
        settings.schedule(),
        new Stopping.Never(),
        settings.augmentation());
  }

  /** A format as a provenance writes it. */
  private record Words(DataFormat format) {

    static Words parse(String text) {
      Matcher words = FORMAT_WORDS.matcher(text);
      if (!words.matches()) {
        throw new IllegalArgumentException("It is no data format.");
      }
      return new Words(
          new DataFormat(
              Integer.parseInt(words.group(1)),
              Float.parseFloat(words.group(2)),
              Float.parseFloat(words.group(3)),
              Integer.parseInt(words.group(4))));
    }

    @Override
    public String toString() {
      return "width "
          + format.width()
          + " low "
          + format.low()
          + " high "
          + format.high()
          + " classes "
          + format.classes();
    }
  }
}
