package assay.training.federated.secure;

import static assay.training.federated.secure.SecureExamples.PARAMETERS;
import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Account;
import assay.chain.Address;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What a server and one client fewer than the threshold know together: everything that was sent,
 * and the secrets of the clients at places 2, 3 and 4 of five. The first two are honest.
 */
class CollusionTest {

  private static final long SEED = 9;
  private static final int SITES = 5;
  private static final int THRESHOLD = 4;
  private static final SecureRound ROUND = SecureExamples.round(1, SITES, THRESHOLD);
  private static final List<Account> ACCOUNTS = SecureExamples.accounts(SITES);
  private static final List<Integer> COLLUDERS = List.of(2, 3, 4);

  private final SecureRandom random = new SecureRandom();
  private final DerivedKeys keys = new DerivedKeys(ROUND);
  private final List<ClientSecrets> secrets =
      IntStream.range(0, SITES).mapToObj(any -> ClientSecrets.generate(random)).toList();
  private final List<SecureClient> clients =
      IntStream.range(0, SITES)
          .mapToObj(i -> new SecureClient(ROUND, ACCOUNTS.get(i), random, secrets.get(i)))
          .toList();
  private final SecureServer server = SecureExamples.shared(ROUND, clients);
  private final List<MaskedUpdate> sent = sent();

  private List<MaskedUpdate> sent() {
    List<MaskedUpdate> updates = new ArrayList<>();
    for (int i = 0; i < SITES; i++) {
      updates.add(
          clients.get(i).mask(server.sharesFor(address(i)), SecureExamples.update(i, SEED)));
    }
    return updates;
  }

  private static Address address(int client) {
    return ACCOUNTS.get(client).address();
  }

  /** The words that a client began with. */
  private static int[] plain(int client) {
    int[] words = new int[PARAMETERS + 1];
    ROUND.words().encode(SecureExamples.update(client, SEED), words, 0, PARAMETERS);
    words[PARAMETERS] = ROUND.words().weightWord(SecureExamples.update(client, SEED).weight());
    return words;
  }

  private List<Unmasking> told(List<Integer> survivors) {
    survivors.forEach(i -> server.accept(sent.get(i)));
    Survivors named = server.survivors();
    survivors.forEach(i -> server.accept(clients.get(i).confirm(named)));
    return survivors.stream().map(i -> clients.get(i).unmask(server.agreement())).toList();
  }

  /** An update without the masks that the colluders can work out with its client's. */
  private int[] without(int client, byte[]... more) {
    int[] words = sent.get(client).words().clone();
    Masks masks = new Masks();
    for (int colluder : COLLUDERS) {
      byte[] agreed =
          X25519.agree(secrets.get(colluder).maskKey(), clients.get(client).advert().maskKey());
      takeOff(masks, client, colluder, agreed);
    }
    for (byte[] key : more) {
      masks.subtract(key);
    }
    masks.applyTo(words);
    return words;
  }

  private void takeOff(Masks masks, int client, int other, byte[] agreed) {
    byte[] key = keys.pairMask(agreed, address(client), address(other));
    if (address(client).compareTo(address(other)) < 0) {
      masks.subtract(key);
    } else {
      masks.add(key);
    }
  }

  private static int[] stream(byte[] key) {
    int[] stream = new int[PARAMETERS + 1];
    Masks masks = new Masks();
    masks.add(key);
    masks.applyTo(stream);
    return stream;
  }

  private static int[] sum(int[] one, int factor, int[] other) {
    return IntStream.range(0, one.length).map(i -> one[i] + factor * other[i]).toArray();
  }

  @Test
  void shouldSeeTheHonestClientsSumAndNothingElseOfThem() {
    List<Unmasking> told = told(List.of(0, 1, 2, 3, 4));
    int[] first = without(0, selfMask(told, 0));
    int[] second = without(1, selfMask(told, 1));
    byte[] pair =
        keys.pairMask(
            X25519.agree(secrets.get(0).maskKey(), clients.get(1).advert().maskKey()),
            address(0),
            address(1));
    Random random = new Random(SEED);
    int[] change = IntStream.range(0, PARAMETERS + 1).map(i -> random.nextInt()).toArray();

    assertThat(sum(first, 1, second)).isEqualTo(sum(plain(0), 1, plain(1)));
    // What is left on each is one mask, of a key that follows from the honest clients' alone; with
    // inputs changed by any change and its opposite, a mask changed by it gives the same view.
    int[] mask = sum(first, -1, plain(0));
    assertThat(mask).isEqualTo(stream(pair));
    assertThat(sum(sum(plain(0), 1, change), 1, sum(mask, -1, change))).isEqualTo(first);
    assertThat(sum(sum(plain(1), -1, change), -1, sum(mask, -1, change))).isEqualTo(second);
    assertThat(told).allSatisfy(each -> assertThat(each.maskKeys()).isEmpty());
    assertThat(sharesOf(0)).hasSize(THRESHOLD - 1);
  }

  private byte[] selfMask(List<Unmasking> told, int client) {
    byte[] seed =
        Shamir.join(
            told.subList(0, THRESHOLD).stream()
                .map(each -> each.selfSeeds().get(address(client)))
                .toList());
    assertThat(seed).isEqualTo(secrets.get(client).selfSeed());
    return keys.selfMask(seed, address(client));
  }

  /** The colluders' shares of a client's secrets: fewer than the threshold. */
  private List<DealtShares> sharesOf(int client) {
    List<DealtShares> shares = new ArrayList<>();
    for (int colluder : COLLUDERS) {
      byte[] agreed =
          X25519.agree(
              secrets.get(colluder).sealingKey(), clients.get(client).advert().sealingKey());
      server.sharesFor(address(colluder)).stream()
          .filter(each -> each.from().equals(address(client)))
          .map(
              each ->
                  each.open(keys.sealing(agreed, address(client), address(colluder)), colluder + 1))
          .forEach(shares::add);
    }
    return shares;
  }

  /**
   * A server that holds a client's update back and calls it gone gets its mask key, not its seed.
   */
  @Test
  void shouldNotSeeAnUpdateWhoseClientItCallsGone() {
    List<Unmasking> told = told(List.of(0, 2, 3, 4));
    byte[] maskKey =
        Shamir.join(told.stream().map(each -> each.maskKeys().get(address(1))).toList());
    byte[] agreed = X25519.agree(maskKey, clients.get(0).advert().maskKey());
    int[] words = without(1);
    Masks rest = new Masks();
    takeOff(rest, 1, 0, agreed);
    rest.applyTo(words);

    assertThat(maskKey).isEqualTo(secrets.get(1).maskKey());
    assertThat(sum(words, -1, plain(1)))
        .isEqualTo(stream(keys.selfMask(secrets.get(1).selfSeed(), address(1))));
    assertThat(told).allSatisfy(each -> assertThat(each.selfSeeds()).doesNotContainKey(address(1)));
    assertThat(sharesOf(1)).hasSize(THRESHOLD - 1);
    assertThat(Shamir.join(sharesOf(1).stream().map(DealtShares::maskKey).toList()))
        .isNotEqualTo(maskKey);
  }
}
