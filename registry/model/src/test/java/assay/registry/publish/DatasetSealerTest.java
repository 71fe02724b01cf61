package assay.registry.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Address;
import assay.registry.content.Cid;
import assay.registry.content.CidCalculator;
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
import assay.registry.dataset.Payload;
import assay.registry.dataset.SharingLevel;
import assay.registry.dataset.VersionId;
import assay.registry.format.PlainFile;
import assay.registry.seal.AgeIdentity;
import assay.registry.seal.SealMismatchException;
import assay.registry.seal.WrongIdentityException;
import java.io.IOException;
import java.io.InputStream;
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
    opener.openToFile(
        manifest, sealed.versionIdentity().orElseThrow(), folder.resolve("opened.csv"));

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
    assertThat(seal(SharingLevel.L1).versionIdentity().orElseThrow())
        .isNotEqualTo(seal(SharingLevel.L1).versionIdentity().orElseThrow());
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

    byte[] opened = opener.openInMemory(sealed.manifest(), sealed.versionIdentity().orElseThrow());

    assertThat(opened).isEqualTo(Files.readAllBytes(plain));
    assertThatThrownBy(
            () ->
                opener.openToFile(
                    sealed.manifest(), sealed.versionIdentity().orElseThrow(), target))
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

    assertThatThrownBy(
            () ->
                opener.openToFile(
                    sealed.manifest(), sealed.versionIdentity().orElseThrow(), target))
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

  private SealedFolder publish() throws IOException {
    DatasetDraft draft =
        new DatasetDraft(DatasetExamples.card(), SharingLevel.L0, new PlainFile(plain), List.of());
    return sealer.seal(draft, folder.resolve("public"));
  }

  @Test
  void shouldLeavePublicDataAsItIsAndWithoutAKey() throws IOException {
    SealedFolder published = publish();
    SealedDataset stored = published.storeIn(store, ORIGIN, Progress.SILENT);

    Manifest manifest = opener.manifest(firstVersion(ORIGIN, stored), stored.version());
    opener.readToFile(manifest, folder.resolve("read.csv"));

    assertThat(published.payload(SharingLevel.L0)).hasSameBinaryContentAs(plain);
    assertThat(published.identityFile()).doesNotExist();
    assertThat(stored.versionIdentity()).isEmpty();
    assertThat(manifest.payload().cid()).isEqualTo(CidCalculator.of(Files.newInputStream(plain)));
    assertThat(folder.resolve("read.csv")).hasSameBinaryContentAs(plain);
    assertThat(opener.readInMemory(manifest)).isEqualTo(Files.readAllBytes(plain));
  }

  @Test
  void shouldReadSealedDataWithItsKeyOnly() throws IOException {
    Manifest manifest = seal(SharingLevel.L1).manifest();

    assertThatThrownBy(() -> opener.readInMemory(manifest))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("L1");
  }

  @Test
  void shouldRefusePublicBytesThatAreNotThePinnedOnes() throws IOException {
    Manifest manifest = publish().storeIn(store, ORIGIN, Progress.SILENT).manifest();
    Cid other = store.put(InputStream.nullInputStream());
    Manifest lie =
        new Manifest(
            manifest.manifest(),
            manifest.card(),
            manifest.level(),
            manifest.origin(),
            new Payload(other, manifest.payload().seal()),
            List.of());

    assertThatThrownBy(() -> opener.readToFile(lie, folder.resolve("read.csv")))
        .isInstanceOf(SealMismatchException.class);
    assertThat(folder.resolve("read.csv")).doesNotExist();
  }

  @Test
  void shouldRefuseAManifestWhoseLevelAndPayloadDisagree() throws IOException {
    UnregisteredManifest open = publish().manifest();
    UnregisteredManifest sealed =
        sealer.seal(draft(SharingLevel.L1, plain), folder.resolve("out")).manifest();

    assertThatThrownBy(() -> with(open, SharingLevel.L1).registeredBy(ORIGIN))
        .hasMessage("Level L1 does not go with a payload that is not sealed.");
    assertThatThrownBy(() -> with(sealed, SharingLevel.L0).registeredBy(ORIGIN))
        .hasMessage("Level L0 does not go with a payload that is sealed.");
  }

  private static UnregisteredManifest with(UnregisteredManifest manifest, SharingLevel level) {
    return new UnregisteredManifest(
        manifest.manifest(), manifest.card(), level, manifest.payload(), manifest.publicSamples());
  }

  @Test
  void shouldSealNothingTwice() throws IOException {
    SealedFolder first = sealer.seal(draft(SharingLevel.L1, plain), folder.resolve("out"));
    byte[] payload = Files.readAllBytes(first.payload(SharingLevel.L1));

    SealedFolder second = sealer.seal(draft(SharingLevel.L1, plain), folder.resolve("out"));

    assertThat(second.manifest()).isEqualTo(first.manifest());
    assertThat(second.payload(SharingLevel.L1)).hasBinaryContent(payload);
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

  /** The portal's page leaves no word about the files it sealed. */
  @Test
  void shouldRefuseAFolderThatDoesNotSayWhatItWasSealedFrom() throws IOException {
    DatasetDraft draft = draft(SharingLevel.L1, plain);
    Path out = folder.resolve("out");
    Files.delete(sealer.seal(draft, out).fingerprintFile());

    assertThatThrownBy(() -> sealer.seal(draft, out))
        .isInstanceOf(SealedAlreadyException.class)
        .hasMessageContaining("another folder");
  }

  @Test
  void shouldRefuseToStoreAPayloadThatWasChangedOnDisk() throws IOException {
    SealedFolder sealed = sealer.seal(draft(SharingLevel.L1, plain), folder.resolve("out"));
    byte[] payload = Files.readAllBytes(sealed.payload(SharingLevel.L1));
    payload[payload.length - 1] ^= 1;
    Files.write(sealed.payload(SharingLevel.L1), payload);

    assertThatThrownBy(() -> sealed.storeIn(store, ORIGIN, Progress.SILENT))
        .isInstanceOf(ManifestMismatchException.class)
        .hasMessageContaining("seal the data again");
  }
}
