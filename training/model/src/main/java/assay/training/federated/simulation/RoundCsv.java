package assay.training.federated.simulation;

import java.util.List;
import java.util.Locale;

/** Rounds as comma-separated values with a line of names; the same rounds give the same text. */
public final class RoundCsv {

  private static final String HEAD =
      "round,train_loss,test_loss,test_accuracy,drift,uploaded_bytes,accepted,refused\n";

  private RoundCsv() {}

  public static String of(List<RoundRecord> rounds) {
    StringBuilder csv = new StringBuilder(HEAD);
    for (RoundRecord round : rounds) {
      csv.append(
          String.format(
              Locale.ROOT,
              "%d,%.6f,%.6f,%.6f,%.6g,%d,%d,%d\n",
              round.round(),
              round.trainLoss(),
              round.test().loss(),
              round.test().accuracy(),
              round.drift(),
              round.uploaded(),
              round.accepted(),
              round.refused().size()));
    }
    return csv.toString();
  }
}
