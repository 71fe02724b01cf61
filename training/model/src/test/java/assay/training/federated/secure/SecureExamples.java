package assay.training.federated.secure;

import assay.chain.Account;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.TestAccounts;
import assay.training.federated.rule.Update;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Masked rounds of a few sites with known accounts. */
final class SecureExamples {

  static final int PARAMETERS = 10_000;
  static final Bytes32 JOB = Bytes32.keccak256("job");

  private static final SecureRandom RANDOM = new SecureRandom();

  private SecureExamples() {}

  static List<Account> accounts(int sites) {
    return IntStream.rangeClosed(1, sites)
        .mapToObj(TestAccounts::number)
        .sorted(Comparator.comparing(Account::address))
        .toList();
  }

  static List<Address> addresses(int sites) {
    return accounts(sites).stream().map(Account::address).toList();
  }

  static SecureRound round(int number, int sites, int threshold) {
    return new SecureRound(JOB, number, addresses(sites), threshold, new FixedPoint(sites, 4, 100));
  }

  static List<SecureClient> clients(SecureRound round) {
    return accounts(round.sites().size()).stream()
        .map(account -> new SecureClient(round, round.number() - 1, account, RANDOM))
        .toList();
  }

  /** Numbers within the round's bounds, by chance. */
  static Update update(int client, long seed) {
    Random random = new Random(31 * seed + client);
    float[] delta = new float[PARAMETERS];
    for (int i = 0; i < delta.length; i++) {
      delta[i] = 8 * random.nextFloat() - 4;
    }
    return new Update("client-" + client, delta, 1 + random.nextInt(100));
  }

  /** A server to which all showed keys and dealt shares. */
  static SecureServer shared(SecureRound round, List<SecureClient> clients) {
    SecureServer server = new SecureServer(round, PARAMETERS);
    clients.forEach(each -> server.accept(each.advert()));
    clients.forEach(each -> server.accept(each.address(), each.share(server.roster())));
    return server;
  }
}
