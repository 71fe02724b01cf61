package assay.registry.index;

import assay.chain.BlockRef;
import assay.chain.Bytes32;
import assay.chain.ChainEvent;
import assay.chain.ContractName;
import assay.chain.EventPosition;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The stored events and the blocks they were read up to; one transaction's view of them. */
public final class EventLog {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};
  private static final String COLUMNS =
      "block, log_index, block_hash, transaction, contract, name, payload, mined_at";

  private final Handle transaction;

  public EventLog(Handle transaction) {
    this.transaction = transaction;
  }

  /** The newest block whose events are stored. */
  public Optional<BlockRef> tip() {
    return block("select number, hash, mined_at from indexed_block order by number desc limit 1");
  }

  void addTip(BlockRef tip) {
    transaction.execute(
        "insert into indexed_block (number, hash, mined_at) values (?, ?, ?)",
        tip.number(),
        tip.hash().hex(),
        tip.time());
  }

  /** Forgets the newest tip and all events after the one before it. */
  void dropTip(BlockRef orphan) {
    transaction.execute("delete from indexed_block where number = ?", orphan.number());
    long kept = tip().map(BlockRef::number).orElse(-1L);
    transaction.execute("delete from chain_event where block > ?", kept);
  }

  void add(List<FinalEvent> events) {
    if (!events.isEmpty()) {
      new EventCopy(transaction).write(events, COLUMNS);
    }
  }

  /** Events after one position up to and including a block, oldest first. */
  List<FinalEvent> after(long block, long logIndex, long untilBlock) {
    return page(block, logIndex, untilBlock, Integer.MAX_VALUE);
  }

  /** The oldest of the events after one position up to and including a block. */
  public List<FinalEvent> page(long block, long logIndex, long untilBlock, int limit) {
    return transaction
        .createQuery(
            "select "
                + COLUMNS
                + " from chain_event where (block, log_index) > (:block, :index) and block <= :until"
                + " order by block, log_index limit :limit")
        .bind("block", block)
        .bind("index", logIndex)
        .bind("until", untilBlock)
        .bind("limit", limit)
        .map((row, context) -> event(row))
        .list();
  }

  /** Events up to the projected block that are about this bounty, oldest first. */
  public List<ChainEvent> finalOnesOf(Bytes32 bounty) {
    return transaction
        .createQuery(
            "select "
                + COLUMNS
                + " from chain_event where payload ->> 'bounty' = :bounty"
                + " and block <= (select block from projected) order by block, log_index")
        .bind("bounty", bounty.hex())
        .map((row, context) -> event(row).event())
        .list();
  }

  /** Whether an event of that name is stored after the block with that parameter value. */
  public boolean hasPending(long afterBlock, String name, String parameter, String value) {
    return transaction
        .createQuery(
            "select exists (select 1 from chain_event where block > :block and name = :name"
                + " and payload ->> :parameter = :value)")
        .bind("block", afterBlock)
        .bind("name", name)
        .bind("parameter", parameter)
        .bind("value", value)
        .mapTo(Boolean.class)
        .one();
  }

  /** The newest block the projection repeats; -1 before the first. */
  public long projected() {
    return transaction
        .createQuery("select block from projected")
        .mapTo(Long.class)
        .findOne()
        .orElse(-1L);
  }

  /** When the newest projected block was mined: the platform's "now" for every expiry. */
  public Instant finalTime() {
    return transaction
        .createQuery("select mined_at from projected")
        .map((row, context) -> minedAt(row))
        .findOne()
        .orElse(Instant.EPOCH);
  }

  Optional<Bytes32> projectedHash() {
    return transaction
        .createQuery("select hash from projected")
        .mapTo(String.class)
        .findOne()
        .map(Bytes32::new);
  }

  void setProjected(BlockRef block) {
    transaction.execute(
        "insert into projected (block, hash, mined_at) values (?, ?, ?) on conflict (only_row)"
            + " do update set block = excluded.block, hash = excluded.hash,"
            + " mined_at = excluded.mined_at",
        block.number(),
        block.hash().hex(),
        block.time());
  }

  /** The oldest stored block, from which everything is built. */
  Optional<BlockRef> first() {
    return block("select number, hash, mined_at from indexed_block order by number limit 1");
  }

  private Optional<BlockRef> block(String query) {
    return transaction
        .createQuery(query)
        .map(
            (row, context) ->
                new BlockRef(
                    row.getLong("number"), new Bytes32(row.getString("hash")), minedAt(row)))
        .findOne();
  }

  private static FinalEvent event(ResultSet row) throws SQLException {
    EventPosition position =
        new EventPosition(
            row.getLong("block"),
            new Bytes32(row.getString("block_hash")),
            row.getLong("log_index"),
            new Bytes32(row.getString("transaction")));
    return new FinalEvent(
        new ChainEvent(
            ContractName.valueOf(row.getString("contract")),
            row.getString("name"),
            position,
            fromJson(row.getString("payload"))),
        minedAt(row));
  }

  private static Instant minedAt(ResultSet row) throws SQLException {
    return row.getObject("mined_at", OffsetDateTime.class).toInstant();
  }

  private static Map<String, Object> fromJson(String json) {
    try {
      return JSON.readValue(json, VALUES);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A stored event is not the JSON that was written.", e);
    }
  }
}
