package assay.training.federated.round;

import java.util.List;

/**
 * The rounds of a job as they are handed out, and the anchors that whoever exported them found on
 * chain. That they hold, {@link RoundAudit} tells.
 *
 * @param rounds oldest first
 * @param anchors oldest first
 */
public record RoundLog(FederatedJob job, List<RoundEntry> rounds, List<RoundAnchor> anchors) {

  /** The longest file that is read, in bytes. */
  public static final int MAX_BYTES = 48 << 20;

  public RoundLog {
    rounds = List.copyOf(rounds);
    anchors = List.copyOf(anchors);
  }

  /** The log of a file; a {@link RoundLogRefusedException} says what is wrong with others. */
  public static RoundLog read(byte[] json) {
    return RoundLogJson.read(json);
  }

  public byte[] write() {
    return RoundLogJson.write(this);
  }
}
