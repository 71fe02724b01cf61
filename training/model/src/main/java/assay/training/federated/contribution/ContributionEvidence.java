package assay.training.federated.contribution;

import assay.registry.content.Cid;
import assay.registry.seal.AgeFileKey;
import assay.registry.seal.AgeIdentity;
import assay.registry.wire.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What opens the rounds of a federated job to those who judge it: the first common model, and every
 * update that was counted. It says nothing that is believed: what it opens is held to the anchored
 * rounds. Immutable; the file is a secret of the coordinator and the seats.
 *
 * @param model the weights that the first round began with, sealed to the key
 * @param key an age identity, as {@link AgeIdentity#reveal} gives it
 * @param rounds all of the job's, oldest first
 */
public record ContributionEvidence(Cid model, String key, List<Round> rounds) {

  /** The longest document: sealed, it is still one block of a content store. */
  public static final int LONGEST = (1 << 20) - (1 << 12);

  private static final StrictJson<ContributionEvidence> JSON =
      new StrictJson<>(
          ContributionEvidence.class, LONGEST, ContributionEvidenceRefusedException::new);

  /**
   * The counted updates of one round.
   *
   * @param bundle their sealed files one after the other, in the round's order
   * @param updates in that order
   */
  public record Round(Cid bundle, List<Opened> updates) {

    private static final StrictJson<Round> JSON =
        new StrictJson<>(Round.class, LONGEST, ContributionEvidenceRefusedException::new);

    public Round {
      updates = List.copyOf(updates);
    }

    /** Reads what {@link #text} gave. */
    public static Round parse(String text) {
      return JSON.read(text.getBytes(StandardCharsets.UTF_8));
    }

    /** For who keeps it; holds secrets. */
    public String text() {
      return new String(JSON.write(this), StandardCharsets.UTF_8);
    }
  }

  /**
   * A sealed update in its bundle.
   *
   * @param bytes of the sealed file, at least 1
   * @param key of that file, as {@link AgeFileKey#reveal} gives it
   */
  public record Opened(long bytes, String key) {

    public Opened {
      if (bytes < 1) {
        throw new IllegalArgumentException("An update of %d bytes is none.".formatted(bytes));
      }
    }

    @Override
    public String toString() {
      return "Opened[of %d bytes]".formatted(bytes);
    }

    /** Opens this one file. */
    public AgeFileKey fileKey() {
      return AgeFileKey.parse(key);
    }
  }

  public ContributionEvidence {
    rounds = List.copyOf(rounds);
  }

  /**
   * Reads evidence.
   *
   * @throws ContributionEvidenceRefusedException if it cannot be any
   */
  public static ContributionEvidence read(byte[] json) {
    return JSON.read(json);
  }

  /**
   * The document.
   *
   * @throws ContributionEvidenceRefusedException if the job has more rounds and updates than fit
   */
  public byte[] json() {
    byte[] json = JSON.write(this);
    if (json.length > LONGEST) {
      throw new ContributionEvidenceRefusedException(
          "The evidence of %d rounds has %d bytes, at most %d are read; nothing can be measured of so many."
              .formatted(rounds.size(), json.length, LONGEST));
    }
    return json;
  }

  /** Opens the first common model. */
  public AgeIdentity identity() {
    return AgeIdentity.parse(key);
  }

  @Override
  public String toString() {
    return "ContributionEvidence[of %d rounds]".formatted(rounds.size());
  }
}
