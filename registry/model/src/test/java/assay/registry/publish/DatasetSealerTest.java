package assay.registry.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Address;
import assay.registry.content.Cid;
import assay.registry.content.ContentCorruptException;
import assay.registry.content.ContentStore;
import assay.registry.content.DagContentStore;
import assay.registry.content.InMemoryBlockStore;
import assay.registry.dataset.DatasetExamples;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.DatasetOpener;
import assay.registry.dataset.Manifest;
import assay.registry.dataset.ManifestMismatchException;
import assay.registry.dataset.Origin;
import assay.registry.dataset.SharingLevel;
import assay.registry.dataset.VersionId;
import assay.registry.format.PlainFile;
import assay.registry.seal.AgeIdentity;
import assay.registry.seal.WrongIdentityException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatasetSealerTest {

  private static final Origin ORIGIN = new Origin(DatasetExamples.OWNER, 0);

  private final InMemoryBlockStore blocks = new InMemoryBlockStore();
  private final ContentStore store = new DagContentStore(blocks);
  private final DatasetOpener opener = new DatasetOpener(store, DatasetExamples.REGISTRY);
  @TempDir private Path folder;
  private Path work;
  private Path plain;
  private DatasetSealer sealer;

  @BeforeEach
  void makeFiles() throws IOException {
    work = Files.createDirectory(folder.resolve("work"));
    plain = Files.writeString(folder.resolve("digits.csv"), "1,2,3\n".repeat(1000));
    sealer = new DatasetSealer(new SecureRandom(), Progress.SILENT);
  }

  private SealedDataset seal(SharingLevel level) throws IOException {
    Path sample = Files.writeString(folder.resolve("sample.csv"), "1,2,3\n");
    return sealer
        .seal(draft(level, sample), Files.createTempDirectory(work, "sealed"))
        .storeIn(store, ORIGIN, Progress.SILENT);
  }

  private DatasetDraft draft(SharingLevel level, Path sample) {
    return new DatasetDraft(
        DatasetExamples.card(),
        level,
        new PlainFile(plain),
        List.of(new DatasetDraft.SampleFile(sample, 1)));
  }

  @Test
  void shouldSealStoreAndPinAFileThatOpensAgain() throws IOException {
    SealedDataset sealed = seal(SharingLevel.L1);

    Manifest manifest = opener.manifest(firstVersion(ORIGIN, sealed), sealed.version());
    opener.openToFile(manifest, sealed.versionIdentity(), folder.resolve("opened.csv"));

    assertThat(folder.resolve("opened.csv")).hasSameBinaryContentAs(plain);
    assertThat(List.of(sealed.manifestCid(), manifest.payload().cid())).allMatch(store::isPinned);
    assertThat(store.isPinned(manifest.publicSamples().get(0).cid())).isTrue();
  }

  @Test
  void shouldRefuseAFirstVersionThatSomebodyElseRegisteredAgain() throws IOException {
    SealedDataset sealed = seal(SharingLevel.L1);
    Origin thief = new Origin(new Address("0x" + "22".repeat(20)), 0);

    assertThatThrownBy(() -> opener.manifest(firstVersion(thief, sealed), sealed.version()))
        .isInstanceOf(ManifestMismatchException.class)
        .hasMessageContaining("origin");
  }

  private static VersionId firstVersion(Origin origin, SealedDataset sealed) {
    return new VersionId(
        DatasetId.derive(DatasetExamples.REGISTRY, origin, sealed.manifestCid().digest()), 1);
  }

  @Test
  void shouldUseAFreshIdentityForEveryVersion() throws IOException {
    assertThat(seal(SharingLevel.L1).versionIdentity())
        .isNotEqualTo(seal(SharingLevel.L1).versionIdentity());
  }

  @Test
  void shouldKeepTheIdentityOutOfWhatIsPublic() throws IOException {
    SealedDataset sealed = seal(SharingLevel.L1);

    assertThat(sealed.toString()).doesNotContain("AGE-SECRET-KEY");
    assertThat(new String(sealed.manifest().toJson(), StandardCharsets.UTF_8))
        .doesNotContain("AGE-SECRET-KEY");
  }

  @Test
  void shouldOpenStricterDataInMemoryOnly() throws IOException {
    SealedDataset sealed = seal(SharingLevel.L2);
    Path target = folder.resolve("opened.csv");

    byte[] opened = opener.openInMemory(sealed.manifest(), sealed.versionIdentity());

    assertThat(opened).isEqualTo(Files.readAllBytes(plain));
    assertThatThrownBy(() -> opener.openToFile(sealed.manifest(), sealed.versionIdentity(), target))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("disk");
  }

  @Test
  void shouldRefuseAFlippedBitInTheStoreAndWriteNothing() throws IOException {
    SealedDataset sealed = seal(SharingLevel.L1);
    Cid payload = sealed.manifest().payload().cid();
    byte[] bytes = blocks.get(payload);
    bytes[bytes.length - 1] ^= 1;
    blocks.corrupt(payload, bytes);
    Path target = folder.resolve("opened.csv");

    assertThatThrownBy(() -> opener.openToFile(sealed.manifest(), sealed.versionIdentity(), target))
        .isInstanceOf(ContentCorruptException.class);
    assertThat(target).doesNotExist();
  }

  @Test
  void shouldRefuseAnotherVersionsIdentity() throws IOException {
    SealedDataset sealed = seal(SharingLevel.L1);
    AgeIdentity other = AgeIdentity.generate(new SecureRandom());

    assertThatThrownBy(() -> opener.openInMemory(sealed.manifest(), other))
        .isInstanceOf(WrongIdentityException.class);
  }

  @Test
  void shouldRefuseToSealPublicData() {
    assertThatThrownBy(
            () ->
                new DatasetDraft(
                    DatasetExamples.card(), SharingLevel.L0, new PlainFile(plain), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("L0");
  }

  @Test
  void shouldSealNothingTwice() throws IOException {
    SealedFolder first = sealer.seal(draft(SharingLevel.L1, plain), folder.resolve("out"));
    byte[] payload = Files.readAllBytes(first.payload());

    SealedFolder second = sealer.seal(draft(SharingLevel.L1, plain), folder.resolve("out"));

    assertThat(second.manifest()).isEqualTo(first.manifest());
    assertThat(second.payload()).hasBinaryContent(payload);
  }

  @Test
  void shouldTakeUpASealingThatWasInterrupted() throws IOException {
    Path out = folder.resolve("out");
    AtomicInteger steps = new AtomicInteger();
    Progress breaking =
        (phase, done, all) -> {
          if (steps.incrementAndGet() == 1) {
            throw new IllegalStateException("killed");
          }
        };
    DatasetDraft draft = draft(SharingLevel.L1, plain);
    DatasetSealer killed = new DatasetSealer(new SecureRandom(), breaking);
    assertThatThrownBy(() -> killed.seal(draft, out)).hasMessage("killed");
    assertThat(new SealedFolder(out).isComplete()).isFalse();
    Files.writeString(out.resolve(".part123"), "half a payload");

    SealedFolder sealed = sealer.seal(draft, out);

    assertThat(sealed.isComplete()).isTrue();
    assertThat(out.resolve(".part123")).doesNotExist();
  }

  @Test
  void shouldRefuseAFolderSealedFromOtherFiles() throws IOException {
    DatasetDraft draft = draft(SharingLevel.L1, plain);
    sealer.seal(draft, folder.resolve("out"));
    Files.writeString(plain, "4,5,6\n");

    assertThatThrownBy(() -> sealer.seal(draft, folder.resolve("out")))
        .isInstanceOf(SealedAlreadyException.class)
        .hasMessageContaining("seal into another folder");
  }

  @Test
  void shouldRefuseToStoreAPayloadThatWasChangedOnDisk() throws IOException {
    SealedFolder sealed = sealer.seal(draft(SharingLevel.L1, plain), folder.resolve("out"));
    byte[] payload = Files.readAllBytes(sealed.payload());
    payload[payload.length - 1] ^= 1;
    Files.write(sealed.payload(), payload);

    assertThatThrownBy(() -> sealed.storeIn(store, ORIGIN, Progress.SILENT))
        .isInstanceOf(ManifestMismatchException.class)
        .hasMessageContaining("seal the data again");
  }
}
