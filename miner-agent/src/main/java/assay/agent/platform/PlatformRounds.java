package assay.agent.platform;

import assay.chain.Address;
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
import java.util.Map;
import java.util.Optional;

/** The round board that a platform keeps, over its API. Thread-safe. */
final class PlatformRounds implements RoundBoard {

  private static final String CREWS = "pool-crews";
  private static final String ROUNDS = "joint-rounds";

  private final ApiClient api;
  private final ForeignDocuments documents;

  PlatformRounds(ApiClient api) {
    this.api = api;
    this.documents = new ForeignDocuments(api);
  }

  /** As a platform hands it out. */
  private record MemberJson(Address member, String standing, String because) {
    CrewMember crewMember() {
      return new CrewMember(member, Standing.valueOf(standing.toUpperCase(Locale.ROOT)), because);
    }
  }

  @Override
  public void name(Signed<Crew> crew) {
    api.post(CREWS, CrewJson.of(crew));
  }

  @Override
  public List<Signed<Crew>> crews() {
    return documents.each(CREWS, CrewJson.class, CrewJson::signed);
  }

  @Override
  public List<CrewMember> members(BountyId bounty) {
    return documents.each(
        "%s/%s/members".formatted(CREWS, bounty.value().hex()),
        MemberJson.class,
        MemberJson::crewMember);
  }

  @Override
  public void end(BountyId bounty) {
    new PoolJobClient(api).withdraw(bounty);
  }

  @Override
  public void call(Signed<RoundCall> call) {
    api.post(ROUNDS, RoundCallJson.of(call));
  }

  @Override
  public List<Signed<RoundReply>> replies(BountyId bounty) {
    return documents.each(
        ROUNDS + "/replies/" + bounty.value().hex(), RoundReplyJson.class, RoundReplyJson::signed);
  }

  @Override
  public Optional<Signed<RoundCall>> current(Address pool, BountyId bounty) {
    return documents.one(
        "%s/%s/%s".formatted(ROUNDS, pool.hex(), bounty.value().hex()),
        RoundCallJson.class,
        RoundCallJson::signed);
  }

  @Override
  public void ready(BountyId bounty) {
    api.post(CREWS + "/readiness", Map.of("bounty", bounty.value().hex()));
  }

  @Override
  public void reply(Signed<RoundReply> reply) {
    api.post(ROUNDS + "/replies", RoundReplyJson.of(reply));
  }

  @Override
  public void decline(BountyId bounty, String because) {
    api.post(CREWS + "/refusals", Map.of("bounty", bounty.value().hex(), "because", because));
  }
}
