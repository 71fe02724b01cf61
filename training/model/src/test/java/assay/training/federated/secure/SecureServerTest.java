package assay.training.federated.secure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Address;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a server refuses, so that no client can spoil a sum unseen by its messages' form. */
class SecureServerTest {

  private static final SecureRound ROUND = SecureExamples.round(1, 4, 3);

  private final List<SecureClient> clients = SecureExamples.clients(ROUND);
  private final SecureServer server = SecureExamples.shared(ROUND, clients);

  private MaskedUpdate masked(int which) {
    SecureClient each = clients.get(which);
    return each.mask(server.sharesFor(each.address()), SecureExamples.update(which, 1));
  }

  @Test
  void shouldNotAddAnUpdateThatCameAfterItsClientWasCalledGone() {
    for (int i = 0; i < 3; i++) {
      server.accept(masked(i));
    }
    MaskedUpdate late = masked(3);
    Survivors survivors = server.survivors();

    assertThatThrownBy(() -> server.accept(late))
        .isInstanceOf(SecureAggregationRefusedException.class)
        .hasMessageContaining("came after the survivors were named");
    assertThat(survivors.gone()).containsExactly(clients.get(3).address());
  }

  @Test
  void shouldTakeOneMessageOfEachKindAndClient() {
    MaskedUpdate update = masked(0);
    server.accept(update);

    assertThatThrownBy(() -> server.accept(update)).hasMessageContaining("sent an update before");
    assertThatThrownBy(() -> server.accept(clients.get(0).advert()))
        .hasMessageContaining("after the roster was closed");
    assertThatThrownBy(() -> server.accept(clients.get(0).address(), List.of()))
        .hasMessageContaining("after others were handed out");
    assertThatThrownBy(() -> server.accept(new MaskedUpdate(clients.get(1).address(), new int[3])))
        .hasMessageContaining("has 3 words instead of 10001");
  }

  @Test
  void shouldRefuseSharesThatLackAReceiver() {
    List<SecureClient> others = SecureExamples.clients(ROUND);
    SecureServer fresh = new SecureServer(ROUND, 1);
    others.forEach(each -> fresh.accept(each.advert()));
    SecureClient first = others.get(0);
    List<SealedShares> shares = first.share(fresh.roster());

    assertThatThrownBy(() -> fresh.accept(first.address(), shares.subList(1, 3)))
        .hasMessageContaining("did not deal one share to each other client");
    assertThatThrownBy(() -> fresh.accept(others.get(1).address(), shares))
        .hasMessageContaining("did not deal one share to each other client");
  }

  @Test
  void shouldFindAWrongShareOfAMaskKey() {
    for (int i = 0; i < 3; i++) {
      server.accept(masked(i));
    }
    Survivors survivors = server.survivors();
    clients.subList(0, 3).forEach(each -> server.accept(each.confirm(survivors)));
    Agreement agreement = server.agreement();
    server.accept(clients.get(0).unmask(agreement));
    server.accept(clients.get(1).unmask(agreement));
    Unmasking honest = clients.get(2).unmask(agreement);
    Map<Address, SecretShare> wrong = new TreeMap<>(honest.maskKeys());
    wrong.replaceAll((of, share) -> new SecretShare(share.place(), BigInteger.TEN));

    server.accept(new Unmasking(honest.client(), wrong, honest.selfSeeds()));

    assertThatThrownBy(server::mean)
        .isInstanceOf(SecureAggregationRefusedException.class)
        .hasMessageContaining("one of them is wrong");
  }

  @Test
  void shouldRefuseSharesThatAreNotTheTellersOwn() {
    for (int i = 0; i < 4; i++) {
      server.accept(masked(i));
    }
    Survivors survivors = server.survivors();
    clients.forEach(each -> server.accept(each.confirm(survivors)));
    Unmasking honest = clients.get(0).unmask(server.agreement());

    assertThatThrownBy(
            () ->
                server.accept(
                    new Unmasking(clients.get(1).address(), honest.maskKeys(), honest.selfSeeds())))
        .hasMessageContaining("shares of another place than its own, 2");
    assertThatThrownBy(() -> server.accept(new Unmasking(honest.client(), Map.of(), Map.of())))
        .hasMessageContaining("are not those of each survivor's seed");
    assertThatThrownBy(server::mean).hasMessageContaining("0 clients told shares");
  }
}
