package assay.training.federated.simulation;

import assay.chain.Account;
import assay.chain.Bytes32;
import assay.training.federated.rule.Aggregation;
import assay.training.federated.rule.AggregationRefusedException;
import assay.training.federated.rule.Update;
import assay.training.federated.secure.Agreement;
import assay.training.federated.secure.FixedPoint;
import assay.training.federated.secure.SecureClient;
import assay.training.federated.secure.SecureRound;
import assay.training.federated.secure.SecureServer;
import assay.training.federated.secure.Survivors;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.web3j.crypto.ECKeyPair;

/**
 * A round whose server sees the sum of its updates alone: everybody who was chosen shows keys and
 * deals shares, and who sends no update after that is gone. Not thread-safe.
 */
final class MaskedRound implements Aggregation {

  private static final Bytes32 JOB = Bytes32.keccak256("simulation");

  private final SecureRound round;
  private final SecureServer server;
  private final Map<String, SecureClient> clients = new LinkedHashMap<>();
  private final List<SecureClient> survivors = new ArrayList<>();

  /**
   * @param number of the round, from 1
   * @param names of all who were chosen
   * @param words set for as many
   */
  MaskedRound(int number, List<String> names, FixedPoint words, int parameters) {
    // Whatever masks are drawn, the sum has none: a run is the same with others.
    SecureRandom random = new SecureRandom();
    Map<String, Account> accounts = new LinkedHashMap<>();
    names.forEach(name -> accounts.put(name, account(name)));
    round =
        new SecureRound(
            JOB,
            number,
            accounts.values().stream()
                .map(Account::address)
                .sorted(Comparator.naturalOrder())
                .toList(),
            threshold(names.size()),
            words);
    server = new SecureServer(round, parameters);
    accounts.forEach(
        (name, each) -> clients.put(name, new SecureClient(round, number - 1, each, random)));
    clients.values().forEach(each -> server.accept(each.advert()));
    clients.values().forEach(each -> server.accept(each.address(), each.share(server.roster())));
  }

  private static Account account(String name) {
    return Account.of(
        ECKeyPair.create(new BigInteger(1, Bytes32.keccak256("virtual " + name).bytes())));
  }

  static int threshold(int chosen) {
    return SecureRound.usualThreshold(chosen);
  }

  @Override
  public void accept(Update update) {
    SecureClient client = clients.get(update.client());
    if (client == null) {
      throw new AggregationRefusedException(
          update.client() + " was not chosen for round " + round.number() + ".");
    }
    server.accept(client.mask(server.sharesFor(client.address()), update));
    survivors.add(client);
  }

  @Override
  public float[] result() {
    Survivors told = server.survivors();
    survivors.forEach(each -> server.accept(each.confirm(told)));
    Agreement agreement = server.agreement();
    survivors.forEach(each -> server.accept(each.unmask(agreement)));
    return server.mean().delta();
  }

  /** What all sent beyond the numbers of their updates. */
  long extraBytes() {
    int all = clients.size();
    return survivors.size() * SecureRound.extraBytes(all)
        + (all - survivors.size()) * SecureRound.setupBytes(all);
  }
}
