package assay.web.resource;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.accesslog.Access;
import assay.registry.accesslog.AccessEntry;
import assay.registry.catalogue.AssetView;
import assay.registry.catalogue.Catalogue;
import assay.registry.catalogue.GrantView;
import assay.registry.dataset.DatasetId;
import assay.registry.listing.Listing;
import assay.registry.listing.Place;
import assay.registry.mailbox.AccessLogs;
import assay.training.bounties.Bounties;
import assay.training.bounties.BountyView;
import assay.training.bounties.PaidView;
import assay.web.account.Caller;
import assay.web.account.SignedIn;
import assay.web.limit.LimitedExport;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Whole lists as files, for those who reckon with them elsewhere. */
@Path("exports")
@LimitedExport
@Produces({"text/csv", "application/x-ndjson", "application/json"})
public class ExportsResource {

  @Inject private Catalogue catalogue;
  @Inject private Bounties bounties;
  @Inject private AccessLogs logs;
  @Inject private Caller caller;

  /** An entry of an access log; docs/guides/owner.md tells what its hashes are of. */
  public record LoggedAccess(
      long index,
      Instant time,
      long version,
      Address grantee,
      int purpose,
      Bytes32 grant,
      String outcome,
      Bytes32 previous,
      Bytes32 hash) {

    static LoggedAccess of(AccessEntry entry) {
      Access access = entry.access();
      return new LoggedAccess(
          entry.index(),
          access.time(),
          access.version().number(),
          access.grantee(),
          access.purpose().code(),
          access.grant().value(),
          access.outcome().text(),
          entry.previous(),
          entry.hash());
    }
  }

  @GET
  @Path("datasets")
  @Operation(summary = "All registered datasets, the oldest first, as CSV, NDJSON or JSON")
  public Response datasets(
      @QueryParam("format") @DefaultValue("csv") String format,
      @QueryParam("owner") @DefaultValue("") String owner) {
    return Export.of(
            "datasets",
            AssetView.class,
            "registeredAt",
            Map.of("owner", Filters.account(owner)),
            catalogue::datasets)
        .as(ExportFormat.named(format));
  }

  @GET
  @Path("grants")
  @Operation(summary = "All grants, the oldest first, as CSV, NDJSON or JSON")
  public Response grants(
      @QueryParam("format") @DefaultValue("csv") String format,
      @QueryParam("grantee") @DefaultValue("") String grantee,
      @QueryParam("grantor") @DefaultValue("") String grantor) {
    return Export.of(
            "grants",
            GrantView.class,
            "grantedAt",
            Map.of("grantee", Filters.account(grantee), "grantor", Filters.account(grantor)),
            catalogue::grants)
        .as(ExportFormat.named(format));
  }

  @GET
  @Path("bounties")
  @Operation(summary = "All bounties, the oldest first, as CSV, NDJSON or JSON")
  public Response bounties(
      @QueryParam("format") @DefaultValue("csv") String format,
      @QueryParam("researcher") @DefaultValue("") String researcher) {
    return Export.of(
            "bounties",
            BountyView.class,
            "openedAt",
            Map.of("researcher", Filters.account(researcher)),
            bounties::page)
        .as(ExportFormat.named(format));
  }

  @GET
  @Path("payouts")
  @Operation(summary = "All payouts of bounties, the oldest first, as CSV, NDJSON or JSON")
  public Response payouts(
      @QueryParam("format") @DefaultValue("csv") String format,
      @QueryParam("account") @DefaultValue("") String account) {
    Optional<Address> to = Filters.account(account).map(Address::new);
    return new Export<>("payouts", PaidView.class, place -> bounties.paid(to, place))
        .as(ExportFormat.named(format));
  }

  @GET
  @Path("access-log/{id}")
  @SignedIn
  @Operation(
      summary = "The whole access log of a dataset, as CSV, NDJSON or JSON; for its owner alone",
      description = "To check its hashes, take `exportAccessLog`, whose form is the signed one.")
  public Response accessLog(
      @PathParam("id") String id, @QueryParam("format") @DefaultValue("csv") String format) {
    DatasetId dataset = new DatasetId(new Bytes32(id));
    Address owner = caller.account();
    return new Export<>("access-log", LoggedAccess.class, place -> log(owner, dataset, from(place)))
        .as(ExportFormat.named(format));
  }

  /** A place is the number of the next entry. */
  private static long from(Optional<Place> place) {
    return place.map(Place::id).map(Long::valueOf).orElse(0L);
  }

  private Listing<LoggedAccess> log(Address owner, DatasetId dataset, long from) {
    List<AccessEntry> entries = logs.toOwner(owner, dataset, from).entries();
    Optional<Place> next =
        entries.size() < AccessLogs.MAX_LISTED
            ? Optional.empty()
            : Optional.of(new Place("", String.valueOf(from + entries.size())));
    return new Listing<>(entries.stream().map(LoggedAccess::of).toList(), next);
  }
}
