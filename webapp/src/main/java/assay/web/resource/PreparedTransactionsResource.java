package assay.web.resource;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainClient;
import assay.chain.Wei;
import assay.registry.content.Cid;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.Origin;
import assay.registry.dataset.SharingLevel;
import assay.registry.dataset.VersionId;
import assay.registry.grant.GrantHistory;
import assay.registry.grant.GrantId;
import assay.registry.grant.GrantTerms;
import assay.registry.grant.Period;
import assay.registry.grant.Price;
import assay.registry.grant.Purpose;
import assay.registry.intent.DatasetIntents;
import assay.registry.intent.GrantIntents;
import assay.registry.intent.PreparedIntent;
import assay.web.account.Caller;
import assay.web.account.SignedIn;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Transactions for the caller's own wallet to sign: tried out on the newest block, with what they
 * do in words and what they may cost. The platform holds nobody's key; what the contracts would
 * refuse is answered with the reason.
 */
@Path("prepared-transactions")
@Produces(MediaType.APPLICATION_JSON)
@SignedIn
public class PreparedTransactionsResource {

  @Inject private DatasetIntents datasets;
  @Inject private GrantIntents grants;
  @Inject private ChainClient chain;
  @Inject private Caller caller;

  /** A manifest that is stored with its payload. */
  public record NewDataset(String manifest) {}

  /** The manifest of one more version. */
  public record NewVersion(Bytes32 asset, String manifest) {}

  /** A dataset. */
  public record WholeDataset(Bytes32 asset) {}

  /** A grant that was given. */
  public record GivenGrant(Bytes32 grant) {}

  /**
   * What is to be granted, from the newest block's time on.
   *
   * @param price wei of ether a use; none: free
   * @param uses none: without limit
   */
  public record NewGrant(
      Bytes32 asset,
      long version,
      Address grantee,
      int purpose,
      int level,
      Instant expiry,
      Optional<Wei> price,
      Optional<Long> uses) {

    GrantTerms by(Address owner, Instant now) {
      return new GrantTerms(
          owner,
          grantee,
          new VersionId(new DatasetId(asset), version),
          new Purpose(purpose),
          SharingLevel.of(level),
          new Period(now, expiry.truncatedTo(ChronoUnit.SECONDS)),
          Price.of(price.orElse(Wei.ZERO)));
    }
  }

  @GET
  @Path("register-dataset/origin")
  @Operation(summary = "What the manifest of the caller's next dataset must name as its origin")
  public Origin origin() {
    return datasets.nextOrigin(caller.account());
  }

  @POST
  @Path("register-dataset")
  @Operation(summary = "Register a dataset whose manifest and payload are stored")
  public PreparedIntent register(NewDataset asked) {
    return datasets.register(caller.account(), Cid.parse(asked.manifest()));
  }

  @POST
  @Path("add-version")
  @Operation(summary = "Add a version, whose manifest and payload are stored, to a dataset")
  public PreparedIntent addVersion(NewVersion asked) {
    return datasets.addVersion(
        caller.account(), new DatasetId(asked.asset()), Cid.parse(asked.manifest()));
  }

  @POST
  @Path("retire-dataset")
  @Operation(summary = "End every grant on a dataset and every future one")
  public PreparedIntent retire(WholeDataset asked) {
    return datasets.retire(caller.account(), new DatasetId(asked.asset()));
  }

  @POST
  @Path("grant")
  @Operation(summary = "Let somebody read a version of a dataset for a purpose and a time")
  public PreparedIntent grant(NewGrant asked) {
    Instant now = chain.finalHead().time();
    return grants.grant(
        asked.by(caller.account(), now), asked.uses().orElse(GrantHistory.UNLIMITED));
  }

  @POST
  @Path("revoke")
  @Operation(summary = "End one grant of the caller's")
  public PreparedIntent revoke(GivenGrant asked) {
    return grants.revoke(caller.account(), new GrantId(asked.grant()));
  }

  @POST
  @Path("revoke-all")
  @Operation(summary = "End every grant of a dataset given so far")
  public PreparedIntent revokeAll(WholeDataset asked) {
    return grants.revokeAll(caller.account(), new DatasetId(asked.asset()));
  }
}
