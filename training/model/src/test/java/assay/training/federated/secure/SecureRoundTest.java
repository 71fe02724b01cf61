package assay.training.federated.secure;

import static assay.training.federated.secure.SecureExamples.PARAMETERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import assay.training.federated.rule.Aggregation;
import assay.training.federated.rule.Update;
import assay.training.federated.rule.WeightedMean;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sum that a server gets, whoever is gone and when. */
class SecureRoundTest {

  private static final long SEED = 20_261_122L;

  /** When a client leaves a round. */
  private enum Leaving {
    BEFORE_DEALING,
    BEFORE_SENDING,
    BEFORE_SIGNING,
    BEFORE_TELLING,
    NEVER;

    boolean isAfter(Leaving other) {
      return compareTo(other) > 0;
    }
  }

  /** Every pattern of four clients that leaves three, and some of six that leave four. */
  static Stream<List<Leaving>> patterns() {
    Random random = new Random(SEED);
    Stream<List<Leaving>> one =
        IntStream.range(0, 4)
            .boxed()
            .flatMap(
                gone ->
                    Stream.of(Leaving.values())
                        .map(
                            when -> {
                              List<Leaving> pattern = staying(4);
                              pattern.set(gone, when);
                              return pattern;
                            }));
    Stream<List<Leaving>> two =
        IntStream.range(0, 6)
            .mapToObj(
                any -> {
                  List<Leaving> pattern = staying(6);
                  pattern.set(random.nextInt(3), leaving(random));
                  pattern.set(3 + random.nextInt(3), leaving(random));
                  return pattern;
                });
    return Stream.concat(one, two);
  }

  private static List<Leaving> staying(int clients) {
    return IntStream.range(0, clients)
        .mapToObj(any -> Leaving.NEVER)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static Leaving leaving(Random random) {
    return Leaving.values()[random.nextInt(Leaving.values().length)];
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void shouldGiveTheSurvivorsMeanWhoeverIsGone(List<Leaving> pattern) {
    int sites = pattern.size();
    SecureRound round = SecureExamples.round(1, sites, sites == 4 ? 3 : 4);
    Aggregation plain = new WeightedMean().begin(PARAMETERS);
    double weight = 0;
    for (int i = 0; i < sites; i++) {
      if (pattern.get(i).isAfter(Leaving.BEFORE_SENDING)) {
        plain.accept(SecureExamples.update(i, SEED));
        weight += SecureExamples.update(i, SEED).weight();
      }
    }

    Update mean = mean(round, pattern);

    // A client's words are half a step off at most; so is its weight.
    double step = 4.0 * 100 * sites / Integer.MAX_VALUE;
    assertThat(mean.weight()).isCloseTo(weight, within(sites * step));
    float[] expected = plain.result();
    for (int i = 0; i < PARAMETERS; i++) {
      assertThat(mean.delta()[i])
          .as("seed %d, parameter %d", SEED, i)
          .isCloseTo(expected[i], within((float) (sites * step / weight) + Math.ulp(4f)));
    }
  }

  private static Update mean(SecureRound round, List<Leaving> pattern) {
    List<SecureClient> clients = SecureExamples.clients(round);
    SecureServer server = new SecureServer(round, PARAMETERS);
    clients.forEach(each -> server.accept(each.advert()));
    still(clients, pattern, Leaving.BEFORE_DEALING)
        .forEach(
            i -> server.accept(at(clients, i).address(), at(clients, i).share(server.roster())));
    still(clients, pattern, Leaving.BEFORE_SENDING)
        .forEach(
            i ->
                server.accept(
                    at(clients, i)
                        .mask(
                            server.sharesFor(at(clients, i).address()),
                            SecureExamples.update(i, SEED))));
    Survivors survivors = server.survivors();
    still(clients, pattern, Leaving.BEFORE_SIGNING)
        .forEach(i -> server.accept(at(clients, i).confirm(survivors)));
    Agreement agreement = server.agreement();
    still(clients, pattern, Leaving.BEFORE_TELLING)
        .forEach(i -> server.accept(at(clients, i).unmask(agreement)));
    return server.mean();
  }

  private static SecureClient at(List<SecureClient> clients, int place) {
    return clients.get(place);
  }

  private static List<Integer> still(
      List<SecureClient> clients, List<Leaving> pattern, Leaving after) {
    return IntStream.range(0, clients.size())
        .filter(i -> pattern.get(i).isAfter(after))
        .boxed()
        .toList();
  }

  @ParameterizedTest
  @MethodSource("steps")
  void shouldTakeNoMasksOffForFewerThanTheThreshold(Leaving when) {
    List<Leaving> pattern = staying(4);
    pattern.set(0, when);
    pattern.set(3, when);

    assertThatThrownBy(() -> mean(SecureExamples.round(1, 4, 3), pattern))
        .isInstanceOf(SecureAggregationRefusedException.class)
        .hasMessageContaining("threshold of 3");
  }

  static Stream<Leaving> steps() {
    return Stream.of(Leaving.values()).filter(when -> when != Leaving.NEVER);
  }

  @Test
  void shouldRefuseTermsThatTellTooMuch() {
    assertThatThrownBy(() -> SecureExamples.round(1, 6, 3))
        .hasMessageContaining("A threshold of 3 is not 2 or more, more than half of the 6 sites");
    assertThatThrownBy(() -> SecureExamples.round(1, 6, 7)).hasMessageContaining("threshold of 7");
    assertThatThrownBy(() -> SecureExamples.round(0, 6, 4)).hasMessageContaining("no round 0");
    assertThat(SecureRound.usualThreshold(10)).isEqualTo(7);
  }

  @Test
  void shouldSayHowManyBytesARoundAdds() {
    SecureRound round = SecureExamples.round(1, 4, 3);
    List<SecureClient> clients = SecureExamples.clients(round);
    SecureServer server = SecureExamples.shared(round, clients);
    SealedShares shares = server.sharesFor(clients.get(0).address()).get(0);
    int addresses = 2 * 20;
    int keys = 20 + 2 * 32 + 65;
    int told = 20 + 4 * (20 + 33);

    assertThat(SecureRound.extraBytes(4))
        .isEqualTo(keys + 3 * (addresses + shares.sealed().length) + 24 + 85 + told);
    assertThat(SecureRound.extraBytes(100)).isLessThan(1_000_000 * 4 / 20);
  }
}
