package assay.registry.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Address;
import assay.chain.TestAccounts;
import assay.registry.content.Cid;
import assay.registry.content.Cid.Codec;
import assay.registry.content.ContentMissingException;
import assay.registry.content.DagContentStore;
import assay.registry.content.DiskBlockStore;
import assay.registry.database.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UploadsIT {

  private static final Address ACCOUNT = TestAccounts.number(1).address();
  private static final Address OTHER = TestAccounts.number(2).address();
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final byte[] BLOCK = {1, 2, 3, 4};

  @TempDir private Path folder;
  private TestDatabase database;
  private DiskBlockStore blocks;
  private DagContentStore content;

  @BeforeEach
  void open() throws IOException {
    database = TestDatabase.create();
    blocks = new DiskBlockStore(folder, Clock.systemUTC());
    content = new DagContentStore(blocks);
  }

  @AfterEach
  void drop() {
    database.close();
  }

  private Uploads at(Instant time) {
    Clock clock = Clock.fixed(time, ZoneOffset.UTC);
    return new Uploads(database.database(), blocks, content, clock, 10);
  }

  @Test
  void shouldAskForWhatIsMissingAlone() {
    Cid stored = at(NOON).put(ACCOUNT, Codec.RAW, BLOCK);
    Cid absent = Cid.of(Codec.RAW, new byte[] {9});

    assertThat(at(NOON).missing(List.of(stored, absent))).containsExactly(absent);
  }

  @Test
  void shouldKeepWhatIsThereWhole() {
    Uploads uploads = at(NOON);
    Cid stored = uploads.put(ACCOUNT, Codec.RAW, BLOCK);

    uploads.keep(stored);

    assertThat(content.isPinned(stored)).isTrue();
    Cid absent = Cid.of(Codec.RAW, new byte[] {9});
    assertThatThrownBy(() -> uploads.keep(absent)).isInstanceOf(ContentMissingException.class);
  }

  @Test
  void shouldTakeNoMoreFromAnAccountThanItsDayAllows() {
    Uploads uploads = at(NOON);
    uploads.put(ACCOUNT, Codec.RAW, BLOCK);
    uploads.put(ACCOUNT, Codec.RAW, BLOCK);

    byte[] oneTooMany = {5, 6, 7};
    assertThatThrownBy(() -> uploads.put(ACCOUNT, Codec.RAW, oneTooMany))
        .isInstanceOfSatisfying(
            UploadLimitException.class,
            refusal -> assertThat(refusal.retryAfter()).contains(Duration.ofHours(12)));
    assertThat(blocks.has(Cid.of(Codec.RAW, oneTooMany))).isFalse();
    assertThat(uploads.put(OTHER, Codec.RAW, BLOCK)).isEqualTo(Cid.of(Codec.RAW, BLOCK));
  }

  @Test
  void shouldCountEachDayAnew() {
    at(NOON).put(ACCOUNT, Codec.RAW, new byte[10]);

    Cid next = at(NOON.plusSeconds(86_400)).put(ACCOUNT, Codec.RAW, BLOCK);

    assertThat(blocks.has(next)).isTrue();
  }
}
