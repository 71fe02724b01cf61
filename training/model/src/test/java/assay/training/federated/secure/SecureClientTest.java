package assay.training.federated.secure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Account;
import assay.chain.Address;
import assay.training.federated.rule.Update;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client refuses, whatever its server says. */
class SecureClientTest {

  private static final SecureRound ROUND = SecureExamples.round(2, 4, 3);
  private static final List<Account> ACCOUNTS = SecureExamples.accounts(4);
  private static final List<Address> ALL = SecureExamples.addresses(4);

  private final List<SecureClient> clients = SecureExamples.clients(ROUND);
  private final SecureClient client = clients.get(0);
  private SecureServer server;

  @BeforeEach
  void share() {
    server = SecureExamples.shared(ROUND, clients);
  }

  private MaskedUpdate masked(int which) {
    SecureClient each = clients.get(which);
    return each.mask(server.sharesFor(each.address()), SecureExamples.update(which, 1));
  }

  private Survivors survivors(Address... there) {
    return new Survivors(server.roster(), ALL, List.of(there));
  }

  private Agreement signed(Survivors survivors, int... signers) {
    return new Agreement(
        survivors,
        Arrays.stream(signers).mapToObj(i -> survivors.signedBy(ACCOUNTS.get(i))).toList());
  }

  @Test
  void shouldTellNoSecondKindOfShare() {
    masked(0);
    Survivors all = new Survivors(server.roster(), ALL, ALL);
    Survivors withoutTheLast = survivors(ALL.get(0), ALL.get(1), ALL.get(2));
    client.confirm(all);

    assertThatThrownBy(() -> client.unmask(signed(withoutTheLast, 0, 1, 2)))
        .isInstanceOf(SecureAggregationRefusedException.class)
        .hasMessageContaining("it tells no second kind of share");
    Unmasking told = client.unmask(signed(all, 1, 2, 3));
    assertThatThrownBy(() -> client.unmask(signed(withoutTheLast, 0, 1, 2)))
        .hasMessageContaining("each step of a round is taken once");
    assertThat(told.maskKeys()).isEmpty();
    assertThat(told.selfSeeds()).containsOnlyKeys(ALL);
    assertThatThrownBy(() -> new Unmasking(ALL.get(0), told.selfSeeds(), told.selfSeeds()))
        .hasMessageContaining("one kind is told, never the other");
  }

  @Test
  void shouldTellMaskKeysOfThoseAloneThatAreGone() {
    masked(0);
    Survivors withoutTheLast = survivors(ALL.get(0), ALL.get(1), ALL.get(2));
    client.confirm(withoutTheLast);

    Unmasking told = client.unmask(signed(withoutTheLast, 0, 1, 2));

    assertThat(told.maskKeys()).containsOnlyKeys(ALL.get(3));
    assertThat(told.selfSeeds()).containsOnlyKeys(ALL.get(0), ALL.get(1), ALL.get(2));
  }

  @Test
  void shouldSignOneListAlone() {
    masked(0);
    client.confirm(new Survivors(server.roster(), ALL, ALL));

    assertThatThrownBy(() -> client.confirm(survivors(ALL.get(0), ALL.get(1), ALL.get(2))))
        .hasMessageContaining("has confirmed in round 2");
  }

  @Test
  void shouldMaskOneUpdateAlone() {
    masked(0);

    assertThatThrownBy(() -> masked(0)).hasMessageContaining("has masked in round 2");
    assertThatThrownBy(() -> client.share(server.roster()))
        .hasMessageContaining("each step of a round is taken once");
  }

  @Test
  void shouldRefuseSurvivorsWithoutItself() {
    masked(0);

    assertThatThrownBy(() -> client.confirm(survivors(ALL.get(1), ALL.get(2), ALL.get(3))))
        .hasMessageContaining("is not among the survivors");
  }

  @Test
  void shouldRefuseSurvivorsOfOtherClientsThanDealtItShares() {
    client.mask(server.sharesFor(client.address()).subList(0, 2), SecureExamples.update(0, 1));

    assertThatThrownBy(() -> client.confirm(new Survivors(server.roster(), ALL, ALL)))
        .hasMessageContaining("of other clients than dealt shares");
  }

  @Test
  void shouldRefuseAListWithFewerThanTheThreshold() {
    Survivors all = new Survivors(server.roster(), ALL, ALL);

    assertThatThrownBy(() -> survivors(ALL.get(0), ALL.get(1)))
        .hasMessageContaining("2 survivors are below the threshold of 3");
    assertThatThrownBy(() -> signed(all, 0, 1))
        .hasMessageContaining("2 signed the list of survivors, fewer than the threshold of 3");
    assertThatThrownBy(() -> signed(all, 0, 0, 0)).hasMessageContaining("name each once");
    assertThatThrownBy(() -> client.mask(server.sharesFor(ALL.get(0)).subList(0, 1), update(0, 1)))
        .hasMessageContaining("2 clients dealt shares, fewer than the threshold of 3");
    assertThatThrownBy(() -> new Roster(ROUND, List.of(client.advert(), clients.get(1).advert())))
        .hasMessageContaining("A roster of 2 clients is below the threshold of 3");
  }

  private static Update update(float value, double weight) {
    return new Update("client", new float[] {value}, weight);
  }

  @Test
  void shouldRefuseWhatAnOlderRoundSaid() {
    SecureRound older = SecureExamples.round(1, 4, 3);
    List<SecureClient> before = SecureExamples.clients(older);
    SecureServer then = SecureExamples.shared(older, before);
    before.forEach(each -> then.accept(each.mask(then.sharesFor(each.address()), update10000())));
    Survivors oldSurvivors = then.survivors();
    SignedSurvivors oldSignature = before.get(1).confirm(oldSurvivors);
    List<SealedShares> oldShares = then.sharesFor(client.address());
    Survivors now = new Survivors(server.roster(), ALL, ALL);

    assertThatThrownBy(() -> new Roster(ROUND, then.roster().adverts()))
        .hasMessageContaining("not signed by it for round 2");
    assertThatThrownBy(() -> client.mask(oldShares, update(0, 1)))
        .hasMessageContaining("are not what it sealed in this round");
    masked(0);
    assertThatThrownBy(() -> client.confirm(oldSurvivors)).hasMessageContaining("another round");
    assertThatThrownBy(
            () ->
                new Agreement(
                    now,
                    List.of(
                        now.signedBy(ACCOUNTS.get(0)),
                        oldSignature,
                        now.signedBy(ACCOUNTS.get(2)))))
        .hasMessageContaining("are not these survivors of round 2");
  }

  private static Update update10000() {
    return SecureExamples.update(0, 1);
  }

  @Test
  void shouldBeginNoRoundAgain() {
    assertThatThrownBy(() -> new SecureClient(ROUND, 2, ACCOUNTS.get(0), new SecureRandom()))
        .isInstanceOf(SecureAggregationRefusedException.class)
        .hasMessageContaining("began round 2 of this job before");
  }

  @Test
  void shouldRefuseKeysThatTheServerPutInPlace() {
    KeyAdvert honest = clients.get(1).advert();
    SecureClient forged = new SecureClient(ROUND, 1, ACCOUNTS.get(2), new SecureRandom());
    KeyAdvert replaced =
        new KeyAdvert(
            honest.client(),
            forged.advert().sealingKey(),
            forged.advert().maskKey(),
            forged.advert().signature());
    List<KeyAdvert> adverts = List.of(client.advert(), replaced, clients.get(3).advert());

    assertThatThrownBy(() -> new Roster(ROUND, adverts)).hasMessageContaining("not signed by it");
  }

  @Test
  void shouldRefuseSharesThatWereChangedOrAreNotItsOwn() {
    List<SealedShares> dealt = server.sharesFor(client.address());
    byte[] bytes = dealt.get(0).sealed();
    bytes[5] ^= 1;
    SealedShares changed = SealedShares.received(dealt.get(0).from(), dealt.get(0).to(), bytes);

    assertThatThrownBy(() -> client.mask(List.of(changed, dealt.get(1)), update(0, 1)))
        .hasMessageContaining("are not what it sealed");
    assertThatThrownBy(() -> client.mask(List.of(dealt.get(0), dealt.get(0)), update(0, 1)))
        .hasMessageContaining("dealt shares twice");
    assertThatThrownBy(() -> client.mask(server.sharesFor(ALL.get(1)), update(0, 1)))
        .hasMessageContaining("are not dealt by another to");
    assertThatThrownBy(() -> SealedShares.received(ALL.get(1), ALL.get(0), new byte[3]))
        .hasMessageContaining("have 3 bytes instead of 82");
  }

  @Test
  void shouldRefuseWhatWouldOverflowBeforeItIsMasked() {
    List<SealedShares> dealt = server.sharesFor(client.address());

    assertThatThrownBy(() -> client.mask(dealt, update(4.01f, 1)))
        .hasMessageContaining("Parameter 0 is 4.01, and the round is set for numbers from -4.0");
    assertThatThrownBy(() -> client.mask(dealt, update(Float.NaN, 1)))
        .hasMessageContaining("Parameter 0 is NaN");
    assertThatThrownBy(() -> client.mask(dealt, update(1, 101)))
        .hasMessageContaining("A weight of 101.0 is not above 0 and at most the 100.0");
    assertThat(client.mask(dealt, update(4, 100)).words()).hasSize(2);
  }
}
