package assay.agent.rerun;

import assay.agent.platform.ForeignText;
import assay.chain.Bytes32;
import assay.chain.Sha256;
import assay.training.checkpoint.Provenance.DataIdentity;
import assay.training.data.CsvData;
import assay.training.data.DataFormat;
import assay.training.data.LabelledData;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Plain files of samples, each found by its SHA-256, whatever its name and place. Immutable. */
public final class DataFiles {

  private final Map<Bytes32, Path> files;

  private DataFiles(Map<Bytes32, Path> files) {
    this.files = files;
  }

  /** Looks at files; one that is there twice is refused. */
  public static DataFiles of(List<Path> paths) throws IOException {
    Map<Bytes32, Path> files = new LinkedHashMap<>();
    for (Path path : paths) {
      if (!Files.isRegularFile(path)) {
        throw new RerunRefusedException(path + " is no file; name a file of samples.");
      }
      Bytes32 hash = sha256(path);
      Path twin = files.put(hash, path);
      if (twin != null) {
        throw new RerunRefusedException(
            "%s and %s are the same data (SHA-256 %s); name it once."
                .formatted(twin, path, hash.hex()));
      }
    }
    return new DataFiles(files);
  }

  /** The samples of all these identities, joined in this order; no file may be left over. */
  public LabelledData joined(List<DataIdentity> wanted, DataFormat format) throws IOException {
    requireExactly(wanted);
    LabelledData joined = read(wanted.get(0), format);
    for (DataIdentity next : wanted.subList(1, wanted.size())) {
      joined = joined.plus(read(next, format));
    }
    return joined;
  }

  private void requireExactly(List<DataIdentity> wanted) {
    if (wanted.isEmpty()) {
      throw new RerunRefusedException(
          "The provenance names no data that the model learned from, so nothing can be repeated.");
    }
    Set<Bytes32> surplus = new HashSet<>(files.keySet());
    wanted.forEach(data -> surplus.remove(data.sha256()));
    String missing =
        wanted.stream()
            .filter(data -> !files.containsKey(data.sha256()))
            .map(
                data ->
                    "'%s' (SHA-256 %s)"
                        .formatted(ForeignText.line(data.name()), data.sha256().hex()))
            .collect(Collectors.joining(", "));
    String left =
        files.entrySet().stream()
            .filter(file -> surplus.contains(file.getKey()))
            .map(file -> "%s (SHA-256 %s)".formatted(file.getValue(), file.getKey().hex()))
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty() || !left.isEmpty()) {
      throw new RerunRefusedException(complaint(missing, left));
    }
  }

  private static String complaint(String missing, String left) {
    String lacks =
        missing.isEmpty()
            ? ""
            : "The training data " + missing + " is none of the files; give it with --data. ";
    String more = left.isEmpty() ? "" : "The model never learned from " + left + "; leave it out.";
    return (lacks + more).strip();
  }

  private LabelledData read(DataIdentity data, DataFormat format) throws IOException {
    Path path = Objects.requireNonNull(files.get(data.sha256()));
    LabelledData samples = read(path, format, data.samples());
    if (samples.size() != data.samples()) {
      throw new RerunRefusedException(
          "The provenance counts %d samples in '%s', %s has %d; this checkpoint tells no truth."
              .formatted(data.samples(), ForeignText.line(data.name()), path, samples.size()));
    }
    return samples;
  }

  /** Reads one file of at most so many samples. */
  public static LabelledData read(Path path, DataFormat format, int most) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
      return CsvData.read(in, format, most);
    }
  }

  private static Bytes32 sha256(Path path) throws IOException {
    try (DigestOutputStream hash =
        new DigestOutputStream(OutputStream.nullOutputStream(), Sha256.digest())) {
      Files.copy(path, hash);
      return Bytes32.of(hash.getMessageDigest().digest());
    }
  }
}
