package assay.agent.bench;

import assay.training.federated.rule.Aggregation;
import assay.training.federated.rule.AggregationRule;
import assay.training.federated.rule.Bulyan;
import assay.training.federated.rule.CoordinateMedian;
import assay.training.federated.rule.Krum;
import assay.training.federated.rule.MultiKrum;
import assay.training.federated.rule.TrimmedMean;
import assay.training.federated.rule.Update;
import assay.training.federated.rule.WeightedMean;
import java.util.List;
import java.util.Locale;

/**
 * How many updates of which length are joined, and what of. Made up, of numbers from -1 to 1, by a
 * few multiplications and shifts that the NumPy program repeats: both sides have the same.
 *
 * @param clients at least 7, so that Bulyan holds against one attacker
 * @param parameters at least 1
 */
public record JoiningWork(int clients, int parameters) {

  /** Part that the trimmed mean leaves out at each end. */
  static final double TRIM = 0.3;

  private static final int FEWEST = 7;
  private static final int INDEX_FACTOR = (int) 2_654_435_761L;
  private static final int CLIENT_FACTOR = (int) 2_246_822_519L;
  private static final int FIRST_FACTOR = (int) 2_246_822_507L;
  private static final int SECOND_FACTOR = (int) 3_266_489_909L;
  private static final float UNIT = 0x1p-31f;

  public JoiningWork {
    if (clients < FEWEST || parameters < 1) {
      throw new IllegalArgumentException(
          "Rules are measured with %d or more clients of 1 or more parameters, not %d of %d."
              .formatted(FEWEST, clients, parameters));
    }
  }

  int krumAttackers() {
    return (clients - 3) / 2;
  }

  int bulyanAttackers() {
    return (clients - 3) / 4;
  }

  long updateBytes() {
    return (long) Float.BYTES * parameters;
  }

  Update update(int client) {
    float[] delta = new float[parameters];
    int offset = (client + 1) * CLIENT_FACTOR;
    for (int i = 0; i < parameters; i++) {
      int mixed = i * INDEX_FACTOR + offset;
      mixed = (mixed ^ mixed >>> 15) * FIRST_FACTOR;
      mixed = (mixed ^ mixed >>> 13) * SECOND_FACTOR;
      delta[i] = (mixed ^ mixed >>> 16) * UNIT;
    }
    return new Update("client-" + client, delta, 1);
  }

  /** The words behind a program's name that say the same. */
  List<String> arguments() {
    return List.of(
        String.valueOf(clients),
        String.valueOf(parameters),
        String.valueOf(krumAttackers()),
        String.valueOf(bulyanAttackers()),
        String.format(Locale.ROOT, "%.3f", TRIM));
  }

  /** What joins the updates. */
  enum Turn {
    COPY_ADD("copyAdd"),
    MEAN("mean"),
    MEDIAN("median"),
    TRIMMED_MEAN("trimmedMean"),
    KRUM("krum"),
    MULTI_KRUM("multiKrum"),
    BULYAN("bulyan");

    private final String word;

    Turn(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }

    float[] join(List<Update> updates, JoiningWork work) {
      return switch (this) {
        case COPY_ADD -> copyAdd(updates);
        case MEAN -> join(updates, new WeightedMean());
        case MEDIAN -> join(updates, new CoordinateMedian());
        case TRIMMED_MEAN -> join(updates, new TrimmedMean(TRIM));
        case KRUM -> join(updates, new Krum(work.krumAttackers()));
        case MULTI_KRUM -> join(updates, new MultiKrum(work.krumAttackers(), 0));
        case BULYAN -> join(updates, new Bulyan(work.bulyanAttackers()));
      };
    }

    private static float[] join(List<Update> updates, AggregationRule rule) {
      Aggregation aggregation = rule.begin(updates.get(0).delta().length);
      updates.forEach(aggregation::accept);
      return aggregation.result();
    }

    /** The least that anybody does who joins updates one after the other. */
    private static float[] copyAdd(List<Update> updates) {
      float[] sum = updates.get(0).delta().clone();
      updates.subList(1, updates.size()).forEach(update -> addTo(sum, update.delta()));
      return sum;
    }

    private static void addTo(float[] sum, float[] delta) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += delta[i];
      }
    }
  }
}
