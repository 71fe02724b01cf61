package assay.training.checkpoint;

import assay.chain.Bytes32;
import assay.training.checkpoint.CheckpointRefusedException.Reason;
import assay.training.spec.ModelSpec;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a checkpoint comes from: enough to train it again. Nobody's claim here moves money; a
 * re-run checks it. Immutable.
 *
 * @param data identities of the data trained on, in the order they were joined
 * @param specHash the model spec's hash
 * @param settings the training's settings, by name
 * @param seed the seed of every random choice
 * @param software name and version of engine, runtime and system
 * @param hardware devices and threads
 */
public record Provenance(
    List<DataIdentity> data,
    Bytes32 specHash,
    SortedMap<String, String> settings,
    long seed,
    SortedMap<String, String> software,
    SortedMap<String, String> hardware) {

  private static final int LONGEST = 256;
  private static final int MOST = 64;

  public Provenance {
    data = List.copyOf(data);
    if (data.size() > MOST) {
      throw tooMuch("more than " + MOST + " data sets");
    }
    settings = bounded("settings", settings);
    software = bounded("software", software);
    hardware = bounded("hardware", hardware);
  }

  /**
   * The provenance of what was not trained here: no data, no seed, no engine.
   *
   * @param settings what is known instead, if anything
   */
  public static Provenance ofNoTraining(ModelSpec spec, Map<String, String> settings) {
    return new Provenance(
        List.of(), spec.hash(), new TreeMap<>(settings), 0, new TreeMap<>(), new TreeMap<>());
  }

  /**
   * One set of samples, by content.
   *
   * @param name what people call it
   * @param sha256 of its plaintext
   * @param samples how many it holds, at least 1
   */
  public record DataIdentity(String name, Bytes32 sha256, int samples) {
    public DataIdentity {
      if (samples < 1 || name.isBlank() || name.length() > LONGEST) {
        throw new CheckpointRefusedException(
            Reason.MALFORMED, "A data identity needs a short name and at least one sample.");
      }
    }
  }

  private static SortedMap<String, String> bounded(String what, Map<String, String> entries) {
    boolean isLong =
        entries.entrySet().stream()
            .anyMatch(e -> e.getKey().length() > LONGEST || e.getValue().length() > LONGEST);
    if (entries.size() > MOST || isLong) {
      throw tooMuch(what + " beyond " + MOST + " entries of " + LONGEST + " characters");
    }
    return Collections.unmodifiableSortedMap(new TreeMap<>(entries));
  }

  private static CheckpointRefusedException tooMuch(String what) {
    return new CheckpointRefusedException(
        Reason.TOO_LARGE, "The provenance lists " + what + "; shorten it.");
  }
}
