package assay.agent.bench;

import assay.agent.journal.Journal;
import assay.registry.content.Cid;
import assay.registry.content.ContentStore;
import assay.registry.content.DagContentStore;
import assay.registry.content.DiskBlockStore;
import assay.registry.seal.AgeIdentity;
import assay.registry.seal.Sealer;
import assay.training.run.CheckpointPace;
import assay.training.run.EpochReport;
import assay.training.run.Progress;
import assay.training.run.TrainingListener;
import assay.training.run.TrainingState;
import assay.training.run.TrainingStateFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;

/**
 * What an agent does beside a training: seals every state to itself, keeps it in a content store,
 * notes it in its journal, and writes the curve. Owned by who made it.
 */
final class AgentKeeping implements TrainingListener, AutoCloseable {

  private final ContentStore store;
  private final Journal journal;
  private final Path curve;
  private final Sealer sealer = new Sealer();
  private final AgeIdentity identity = AgeIdentity.generate(new SecureRandom());
  private final CheckpointPace pace = new CheckpointPace(CheckpointPace.USUAL, System::nanoTime);

  AgentKeeping(Path folder) throws IOException {
    Path own = Files.createTempDirectory(folder, "agent");
    store = new DagContentStore(new DiskBlockStore(own.resolve("store"), Clock.systemUTC()));
    journal = Journal.open(own.resolve("journal.jsonl"), Clock.systemUTC());
    curve = own.resolve("curve");
  }

  @Override
  public void onProgress(Progress now) {
    note(
        String.format(
            Locale.ROOT,
            "epoch %d/%d %.0f samples/s loss %.4f %s left%n",
            now.epoch(),
            now.epochs(),
            now.samplesPerSecond(),
            now.loss(),
            now.remaining()));
  }

  @Override
  public void onEpoch(EpochReport report) {
    note(report + "\n");
  }

  private void note(String line) {
    try {
      Files.writeString(curve, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("The curve cannot be written to " + curve + ".", e);
    }
  }

  @Override
  public boolean wantsCheckpoint() {
    return pace.isOver();
  }

  @Override
  public void onCheckpoint(TrainingState state) {
    try {
      ByteArrayOutputStream plain = new ByteArrayOutputStream();
      TrainingStateFile.write(state, plain);
      keep(plain.toByteArray());
      pace.kept();
    } catch (IOException e) {
      throw new UncheckedIOException("The state cannot be kept beside " + curve + ".", e);
    }
  }

  void keep(byte[] plain) throws IOException {
    Cid cid = store.put(new ByteArrayInputStream(sealer.sealMessage(plain, identity.recipient())));
    journal.record("bench", "training-state", Map.of("cid", cid.text()));
  }

  /** The same of a file, through a sealed file. */
  void keep(Path plain) throws IOException {
    Path sealed = plain.resolveSibling(plain.getFileName() + ".age");
    Files.deleteIfExists(sealed);
    sealer.seal(to -> Files.copy(plain, to), sealed, identity.recipient());
    try (InputStream in = Files.newInputStream(sealed)) {
      journal.record("bench", "training-state", Map.of("cid", store.put(in).text()));
    }
  }

  @Override
  public void close() {
    journal.close();
  }
}
