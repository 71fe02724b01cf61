package assay.training.federated.round;

import assay.chain.Account;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.HashSignature;
import assay.registry.audit.GrowingRoot;
import assay.registry.content.Cid;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a round, as its coordinator says it.
 *
 * @param number from 1
 * @param plan where it stands what was asked of whom
 * @param previousModel sha-256 of the weights that it began with
 * @param model sha-256 of the weights that came of it
 * @param checkpoint where these are found, sealed
 * @param metrics hash of what was measured of them
 * @param updates that went into the model, by the sites' addresses
 * @param leftOut sites that were asked in vain, by their addresses
 */
public record FederatedRound(
    FederatedJob job,
    int number,
    Cid plan,
    Bytes32 previousModel,
    Bytes32 model,
    Cid checkpoint,
    Bytes32 metrics,
    List<SignedUpdate> updates,
    List<LeftOut> leftOut) {

  public FederatedRound {
    SiteUpdate.requireRound(number);
    updates = List.copyOf(updates);
    leftOut = List.copyOf(leftOut);
    if (updates.isEmpty()) {
      throw new IllegalArgumentException(
          "No update went into round %d; a round without one leaves no model.".formatted(number));
    }
    @Nullable Address last = null;
    for (SignedUpdate each : updates) {
      requireOfThisRound(each.statement(), job, number, previousModel);
      last = requireAfter(last, each.statement().site(), number);
    }
  }

  private static void requireOfThisRound(
      SiteUpdate update, FederatedJob job, int number, Bytes32 previousModel) {
    boolean isOfThis =
        update.job().equals(job)
            && update.round() == number
            && update.previousModel().equals(previousModel);
    if (!isOfThis) {
      throw new IllegalArgumentException(
          "The update of %s is for another round, or began with another model, than round %d."
              .formatted(update.site(), number));
    }
  }

  private static Address requireAfter(@Nullable Address last, Address site, int number) {
    if (last != null && last.compareTo(site) >= 0) {
      throw new IllegalArgumentException(
          "In round %d the site %s follows %s; name each once, in the order of their addresses."
              .formatted(number, site, last));
    }
    return site;
  }

  /** The typed data that the coordinator signs. */
  public String typedData() {
    return typedData(RoundHashes.ofUpdates(this));
  }

  String typedData(List<Bytes32> updateHashes) {
    ObjectNode data = job.typedData("Round", number);
    data.withObjectProperty("message")
        .put("coordinator", job.coordinator().hex())
        .put("plan", plan.text())
        .put("previousModel", previousModel.hex())
        .put("model", model.hex())
        .put("checkpoint", checkpoint.text())
        .put("metrics", metrics.hex())
        .put("updates", GrowingRoot.over(updateHashes).hex())
        .put(
            "leftOut", GrowingRoot.over(leftOut.stream().map(FederatedRound::hash).toList()).hex());
    return data.toString();
  }

  /** The hash that is signed. */
  public Bytes32 hash() {
    return RoundHashes.of(this).round();
  }

  /**
   * What is anchored: the Merkle root over this round's hash and those of its updates, each of
   * which a site can prove to be part of it.
   */
  public Bytes32 root() {
    return RoundHashes.of(this).root();
  }

  public HashSignature signedBy(Account coordinator) {
    return HashSignature.sign(coordinator, hash());
  }

  private static Bytes32 hash(LeftOut leftOut) {
    return Bytes32.keccak256(leftOut.site().hex() + " " + leftOut.why());
  }
}
