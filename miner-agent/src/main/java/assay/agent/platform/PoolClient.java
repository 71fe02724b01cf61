package assay.agent.platform;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.training.pool.InventoryJson;
import assay.training.pool.Need;
import assay.training.pool.Offer;
import assay.training.pool.OfferJson;
import assay.training.pool.PoolDescription;
import assay.training.pool.PoolJson;
import assay.training.pool.Question;
import assay.training.pool.RigInventory;
import assay.training.pool.Signed;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an agent asks of a platform about pools. What comes back is another account's word: it is
 * held to its bounds and signature here, and what does not hold is left out; which deployment it is
 * for, and what the chain says, is for the reader. Thread-safe.
 */
public final class PoolClient {

  private static final int NOT_FOUND = 404;

  private final ApiClient api;
  private final ForeignDocuments documents;

  PoolClient(ApiClient api) {
    this.api = api;
    this.documents = new ForeignDocuments(api);
  }

  /** A question as pools read it. */
  private record QuestionJson(Bytes32 id, Address asker, Need need, Instant askedAt) {

    Question question() {
      return new Question(asker, need, askedAt);
    }
  }

  /** Describes this account's pool. */
  public void announce(Signed<PoolDescription> pool) {
    api.post("pools", PoolJson.of(pool));
  }

  /** All pools, the newest first. */
  public List<Signed<PoolDescription>> all() {
    return documents.all("pools", PoolJson.class, PoolJson::signed);
  }

  /** The pool of that operator, if the platform has a word of his. */
  public Optional<Signed<PoolDescription>> find(Address operator) {
    return documents
        .one("pools/" + operator.hex(), PoolJson.class, PoolJson::signed)
        .filter(pool -> pool.statement().operator().equals(operator));
  }

  /** Publishes this account's inventory. */
  public void publish(Signed<RigInventory> rig) {
    api.post("rigs", InventoryJson.of(rig));
  }

  /** A miner's inventory, if the platform has one that he signed. */
  public Optional<Signed<RigInventory>> inventory(Address miner) {
    return documents
        .one("rigs/" + miner.hex(), InventoryJson.class, InventoryJson::signed)
        .filter(rig -> rig.statement().rig().equals(miner));
  }

  /** Asks all pools; gives the question's id. */
  public Bytes32 ask(Need need) {
    JsonNode kept = api.post("pool-questions", need, new TypeReference<>() {});
    return ForeignDocuments.readable(kept, QuestionJson.class, QuestionJson::id)
        .orElseThrow(
            () ->
                new PlatformRefusedException(
                    NOT_FOUND, "question-unknown", "The platform gave no id for the question."));
  }

  /** What pools may answer now, oldest first. */
  public List<Question> questions() {
    return documents.each("pool-questions", QuestionJson.class, QuestionJson::question);
  }

  /** Answers a question in this account's pool's name. */
  public void offer(Signed<Offer> offer) {
    api.post("pool-questions/offers", OfferJson.of(offer));
  }

  /** The offers to a question of this account's. */
  public List<Signed<Offer>> offers(Bytes32 question) {
    String path = "pool-questions/" + question.hex() + "/offers";
    return documents.each(path, OfferJson.class, OfferJson::signed).stream()
        .filter(offer -> offer.statement().question().equals(question))
        .toList();
  }
}
