package assay.agent.platform;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.client.api.PoolsApi;
import assay.client.model.Pool;
import assay.client.model.PoolPage;
import assay.client.model.Rig;
import assay.training.pool.InventoryJson;
import assay.training.pool.Need;
import assay.training.pool.Offer;
import assay.training.pool.OfferJson;
import assay.training.pool.PoolDescription;
import assay.training.pool.PoolJson;
import assay.training.pool.Question;
import assay.training.pool.RigInventory;
import assay.training.pool.Signed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an agent asks of a platform about pools. What comes back is another account's word: it is
 * held to its bounds and signature here, and what does not hold is left out; which deployment it is
 * for, and what the chain says, is for the reader. Thread-safe.
 */
public final class PoolClient {

  /** A platform that gives page after page of nothing ends here. */
  private static final int MOST_PAGES = 100;

  private static final int PAGE = 100;

  private final PlatformApi api;
  private final PoolsApi pools;
  private final ForeignDocuments documents;

  PoolClient(PlatformApi api) {
    this.api = api;
    this.pools = api.pools();
    this.documents = new ForeignDocuments(api);
  }

  /** Describes this account's pool. */
  public void announce(Signed<PoolDescription> pool) {
    api.tell(() -> pools.announcePool(SharedRecords.as(Pool.class, PoolJson.of(pool)), null, null));
  }

  /** All pools, the newest first. */
  public List<Signed<PoolDescription>> all() {
    List<Signed<PoolDescription>> found = new ArrayList<>();
    PoolPage page = page(null);
    found.addAll(ForeignDocuments.readable(page.getItems(), PoolClient::pool));
    for (int pages = 1; pages < MOST_PAGES && page.getNext() != null; pages++) {
      page = page(page.getNext());
      found.addAll(ForeignDocuments.readable(page.getItems(), PoolClient::pool));
    }
    return found;
  }

  private PoolPage page(@Nullable String after) {
    return api.ask(() -> pools.listPools(after, PAGE, null));
  }

  /** The pool of that operator, if the platform has a word of his. */
  public Optional<Signed<PoolDescription>> find(Address operator) {
    return documents
        .one(() -> pools.getPool(operator.hex()), PoolClient::pool)
        .filter(pool -> pool.statement().operator().equals(operator));
  }

  /** Publishes this account's inventory. */
  public void publish(Signed<RigInventory> rig) {
    api.tell(
        () -> pools.publishRig(SharedRecords.as(Rig.class, InventoryJson.of(rig)), null, null));
  }

  /** A miner's inventory, if the platform has one that he signed. */
  public Optional<Signed<RigInventory>> inventory(Address miner) {
    return documents
        .one(() -> pools.getRig(miner.hex()), PoolClient::rig)
        .filter(rig -> rig.statement().rig().equals(miner));
  }

  /** Asks all pools; gives the question's id. */
  public Bytes32 ask(Need need) {
    return api.ask(
        () -> pools.askPools(SharedRecords.as(assay.client.model.Need.class, need), null),
        question -> new Bytes32(question.getId()));
  }

  /** What pools may answer now, oldest first. */
  public List<Question> questions() {
    return documents.each(pools::listQuestions, PoolClient::question);
  }

  /** Answers a question in this account's pool's name. */
  public void offer(Signed<Offer> offer) {
    api.tell(
        () ->
            pools.makeOffer(
                SharedRecords.as(assay.client.model.Offer.class, OfferJson.of(offer)), null));
  }

  /** The offers to a question of this account's. */
  public List<Signed<Offer>> offers(Bytes32 question) {
    return documents.each(() -> pools.listOffers(question.hex()), PoolClient::offer).stream()
        .filter(offer -> offer.statement().question().equals(question))
        .toList();
  }

  private static Signed<PoolDescription> pool(Pool pool) {
    return SharedRecords.as(PoolJson.class, pool).signed();
  }

  private static Signed<RigInventory> rig(Rig rig) {
    return SharedRecords.as(InventoryJson.class, rig).signed();
  }

  private static Signed<Offer> offer(assay.client.model.Offer offer) {
    return SharedRecords.as(OfferJson.class, offer).signed();
  }

  private static Question question(assay.client.model.Question question) {
    return new Question(
        new Address(question.getAsker()),
        SharedRecords.as(Need.class, question.getNeed()),
        question.getAskedAt().toInstant());
  }
}
