package assay.agent.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import assay.agent.platform.PlatformRefusedException;
import assay.agent.platform.RoundBoard;
import assay.chain.Account;
import assay.chain.Address;
import assay.registry.content.Cid;
import assay.registry.dataset.ContractAt;
import assay.training.bounty.BountyId;
import assay.training.pool.Crew;
import assay.training.pool.CrewMember;
import assay.training.pool.CrewMember.Standing;
import assay.training.pool.RoundCall;
import assay.training.pool.RoundReply;
import assay.training.pool.Signed;
import assay.training.pool.Turn;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link RoundBoard} does for an operator and his crew of two, on an open bounty. */
public abstract class RoundBoardContract {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Cid PLAN = cid(1);
  private static final Cid NEXT_PLAN = cid(2);

  /**
   * Who takes part.
   *
   * @param registry that words are signed for
   */
  public record People(ContractAt registry, Account operator, Account anna, Account bruno) {}

  protected abstract People people();

  /** A bounty that takes commits. */
  protected abstract BountyId bounty();

  /** The board in that account's name. */
  protected abstract RoundBoard board(Account account);

  /** Gives a member of the crew a lease. */
  protected abstract void lease(Account member);

  private static Cid cid(int number) {
    return Cid.of(Cid.Codec.RAW, new byte[] {(byte) number});
  }

  private RoundBoard operator() {
    return board(people().operator());
  }

  @BeforeEach
  void nameTheCrew() {
    operator().name(crew(people().anna(), people().bruno()));
  }

  @AfterEach
  void endTheJob() {
    operator().end(bounty());
  }

  private Signed<Crew> crew(Account... members) {
    List<Address> addresses = List.of(members).stream().map(Account::address).toList();
    return Signed.by(
        people().operator(),
        new Crew(
            people().registry(), people().operator().address(), bounty(), addresses, true, NOW));
  }

  private Turn turn(int round) {
    return new Turn(people().operator().address(), bounty(), round);
  }

  private Signed<RoundCall> call(int round, Cid plan) {
    return Signed.by(
        people().operator(), new RoundCall(people().registry(), turn(round), plan, NOW));
  }

  private Signed<RoundReply> reply(Account member, int round, Cid plan, int weights) {
    return Signed.by(
        member,
        new RoundReply(
            people().registry(), member.address(), turn(round), plan, cid(weights), 100));
  }

  private void prepare(Account member) {
    lease(member);
    board(member).ready(bounty());
  }

  private static void assertRefused(String code, Runnable deed) {
    assertThatThrownBy(deed::run)
        .isInstanceOfSatisfying(
            PlatformRefusedException.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  @Test
  void shouldKeepTheNewestCrew() {
    Signed<Crew> smaller = crew(people().bruno());

    operator().name(smaller);

    assertThat(operator().crews()).containsExactly(smaller);
    assertThat(operator().members(bounty()))
        .containsExactly(new CrewMember(people().bruno().address(), Standing.ABSENT, ""));
  }

  @Test
  void shouldTellHowEveryMemberStands() {
    lease(people().anna());
    List<CrewMember> preparing = operator().members(bounty());
    board(people().anna()).ready(bounty());
    board(people().bruno()).decline(bounty(), "The data is too large.");

    assertThat(preparing)
        .extracting(CrewMember::member, CrewMember::standing)
        .containsExactlyInAnyOrder(
            tuple(people().anna().address(), Standing.PREPARING),
            tuple(people().bruno().address(), Standing.ABSENT));
    assertThat(operator().members(bounty()))
        .containsExactlyInAnyOrder(
            new CrewMember(people().anna().address(), Standing.READY, ""),
            new CrewMember(
                people().bruno().address(), Standing.DECLINED, "The data is too large."));
  }

  @Test
  void shouldCallNobodyReadyWhoHasNoLease() {
    assertRefused("lease-lost", () -> board(people().anna()).ready(bounty()));
  }

  @Test
  void shouldTellTheNewestCall() {
    assertThat(board(people().anna()).current(people().operator().address(), bounty())).isEmpty();
    operator().call(call(1, PLAN));
    operator().call(call(2, NEXT_PLAN));

    assertThat(board(people().anna()).current(people().operator().address(), bounty()))
        .contains(call(2, NEXT_PLAN));
    assertThat(board(people().anna()).current(people().bruno().address(), bounty())).isEmpty();
  }

  @Test
  void shouldKeepRepliesUntilAnotherCall() {
    prepare(people().anna());
    prepare(people().bruno());
    operator().call(call(1, PLAN));
    Signed<RoundReply> anna = reply(people().anna(), 1, PLAN, 3);
    Signed<RoundReply> bruno = reply(people().bruno(), 1, PLAN, 4);
    board(people().anna()).reply(anna);
    board(people().bruno()).reply(bruno);
    board(people().bruno()).reply(bruno);

    operator().call(call(1, PLAN));
    List<Signed<RoundReply>> kept = operator().replies(bounty());
    operator().call(call(2, NEXT_PLAN));

    assertThat(kept).containsExactlyInAnyOrder(anna, bruno);
    assertThat(operator().replies(bounty())).isEmpty();
  }

  @Test
  void shouldTakeOneReplyOfWhoHasALeaseToTheRoundThatIsOn() {
    operator().call(call(2, NEXT_PLAN));
    RoundBoard anna = board(people().anna());
    assertRefused("lease-lost", () -> anna.reply(reply(people().anna(), 2, NEXT_PLAN, 3)));
    prepare(people().anna());

    assertRefused("round-over", () -> anna.reply(reply(people().anna(), 1, PLAN, 3)));
    assertRefused("round-over", () -> anna.reply(reply(people().anna(), 2, PLAN, 3)));
    anna.reply(reply(people().anna(), 2, NEXT_PLAN, 3));
    assertRefused("replied-already", () -> anna.reply(reply(people().anna(), 2, NEXT_PLAN, 4)));

    assertThat(operator().replies(bounty()))
        .containsExactly(reply(people().anna(), 2, NEXT_PLAN, 3));
  }

  @Test
  void shouldForgetAJobThatHasEnded() {
    prepare(people().anna());
    operator().call(call(1, PLAN));
    board(people().anna()).reply(reply(people().anna(), 1, PLAN, 3));

    operator().end(bounty());

    assertThat(operator().crews()).isEmpty();
    assertThat(operator().members(bounty())).isEmpty();
    assertThat(operator().replies(bounty())).isEmpty();
    assertThat(board(people().anna()).current(people().operator().address(), bounty())).isEmpty();
    assertRefused("no-crew", () -> operator().call(call(2, NEXT_PLAN)));
  }
}
