package assay.registry.upload;

import assay.chain.Address;
import assay.registry.content.BlockStore;
import assay.registry.content.Cid;
import assay.registry.content.ContentStore;
import assay.registry.content.ContentTooLargeException;
import assay.registry.database.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Takes content in from those who have no store of their own. It comes as the blocks of its DAG, so
 * whoever is interrupted brings only what is missing, and nothing is taken on anybody's word: a
 * block's name is computed from its bytes. Each account may bring a number of bytes a day, so that
 * nobody fills the store. Thread-safe.
 */
public final class Uploads {

  /** Blocks asked about at once. */
  public static final int MAX_ASKED = 1_000;

  private final Database database;
  private final BlockStore blocks;
  private final ContentStore content;
  private final Clock clock;
  private final long dailyBytes;

  /**
   * @param blocks what {@code content} keeps its blocks in
   * @param dailyBytes how much an account may bring in a day of UTC; 0: nothing
   */
  public Uploads(
      Database database, BlockStore blocks, ContentStore content, Clock clock, long dailyBytes) {
    this.database = database;
    this.blocks = blocks;
    this.content = content;
    this.clock = clock;
    this.dailyBytes = dailyBytes;
  }

  /** Those of the blocks that the store does not have. */
  public List<Cid> missing(List<Cid> wanted) {
    if (wanted.size() > MAX_ASKED) {
      throw new IllegalArgumentException(
          "%d blocks are asked about; ask about %d at once.".formatted(wanted.size(), MAX_ASKED));
    }
    return wanted.stream().filter(cid -> !blocks.has(cid)).toList();
  }

  /**
   * Stores a block and tells its name.
   *
   * @throws UploadLimitException if the account has brought too much today
   * @throws ContentTooLargeException above {@link BlockStore#MAX_BLOCK_BYTES}
   */
  public Cid put(Address account, Cid.Codec codec, byte[] block) {
    if (block.length > BlockStore.MAX_BLOCK_BYTES) {
      throw new IllegalArgumentException(
          "A block has at most %d bytes; cut the content into blocks of 1 MiB."
              .formatted(BlockStore.MAX_BLOCK_BYTES));
    }
    // First, so that many at once cannot pass together.
    count(account, block.length);
    return blocks.put(codec, block);
  }

  /** Makes the store keep content that is there whole; refuses with what is missing. */
  public void keep(Cid root) {
    content.pin(root);
  }

  private void count(Address account, int bytes) {
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    long brought =
        database.inTransaction(
            transaction ->
                transaction
                    .createQuery(
                        "insert into upload (account, day, bytes) values (:account, :day, :bytes)"
                            + " on conflict (account) do update set day = excluded.day, bytes ="
                            + " case when upload.day = excluded.day then upload.bytes else 0 end"
                            + " + excluded.bytes returning bytes")
                    .bind("account", account.hex())
                    .bind("day", today)
                    .bind("bytes", bytes)
                    .mapTo(Long.class)
                    .one());
    if (brought > dailyBytes) {
      Instant tomorrow = today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      throw new UploadLimitException(account, dailyBytes, Duration.between(now, tomorrow));
    }
  }
}
