package assay.agent.platform;

import assay.chain.Address;
import assay.client.api.PoolsApi;
import assay.client.model.Declined;
import assay.training.bounty.BountyId;
import assay.training.pool.Crew;
import assay.training.pool.CrewJson;
import assay.training.pool.CrewMember;
import assay.training.pool.CrewMember.Standing;
import assay.training.pool.RoundCall;
import assay.training.pool.RoundCallJson;
import assay.training.pool.RoundReply;
import assay.training.pool.RoundReplyJson;
import assay.training.pool.Signed;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The round board that a platform keeps, over its API. Thread-safe. */
final class PlatformRounds implements RoundBoard {

  private final PlatformApi api;
  private final PoolsApi pools;
  private final ForeignDocuments documents;

  PlatformRounds(PlatformApi api) {
    this.api = api;
    this.pools = api.pools();
    this.documents = new ForeignDocuments(api);
  }

  @Override
  public void name(Signed<Crew> crew) {
    api.tell(
        () ->
            pools.nameCrew(
                SharedRecords.as(assay.client.model.Crew.class, CrewJson.of(crew)), null, null));
  }

  @Override
  public List<Signed<Crew>> crews() {
    return documents.each(
        pools::listCrews, crew -> SharedRecords.as(CrewJson.class, crew).signed());
  }

  @Override
  public List<CrewMember> members(BountyId bounty) {
    return documents.each(
        () -> pools.listCrewMembers(bounty.value().hex()), PlatformRounds::member);
  }

  private static CrewMember member(assay.client.model.CrewMember member) {
    return new CrewMember(
        new Address(member.getMember()),
        Standing.valueOf(member.getStanding().getValue().toUpperCase(Locale.ROOT)),
        member.getBecause());
  }

  @Override
  public void end(BountyId bounty) {
    new PoolJobClient(api).withdraw(bounty);
  }

  @Override
  public void call(Signed<RoundCall> call) {
    api.tell(
        () ->
            pools.callJointRound(
                SharedRecords.as(assay.client.model.RoundCall.class, RoundCallJson.of(call)),
                null));
  }

  @Override
  public List<Signed<RoundReply>> replies(BountyId bounty) {
    return documents.each(
        () -> pools.listJointRoundReplies(bounty.value().hex()),
        reply -> SharedRecords.as(RoundReplyJson.class, reply).signed());
  }

  @Override
  public Optional<Signed<RoundCall>> current(Address pool, BountyId bounty) {
    return documents.one(
        () -> pools.getJointRound(pool.hex(), bounty.value().hex()),
        call -> SharedRecords.as(RoundCallJson.class, call).signed());
  }

  @Override
  public void ready(BountyId bounty) {
    api.tell(() -> pools.reportReady(PoolJobClient.choice(bounty)));
  }

  @Override
  public void reply(Signed<RoundReply> reply) {
    api.tell(
        () ->
            pools.replyToJointRound(
                SharedRecords.as(assay.client.model.RoundReply.class, RoundReplyJson.of(reply)),
                null));
  }

  @Override
  public void decline(BountyId bounty, String because) {
    Declined declined = new Declined().bounty(bounty.value().hex()).because(because);
    api.tell(() -> pools.declineLease(declined));
  }
}
