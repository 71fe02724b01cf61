package assay.agent.bench;

import assay.chain.Account;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.training.federated.rule.Update;
import assay.training.federated.secure.FixedPoint;
import assay.training.federated.secure.SealedShares;
import assay.training.federated.secure.SecureClient;
import assay.training.federated.secure.SecureRound;
import assay.training.federated.secure.SecureServer;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.web3j.crypto.ECKeyPair;

/** A masked round up to where a client masks its update, once. */
final class SecureTurn {

  private final JoiningWork work;
  private final SecureClient client;
  private final List<SealedShares> dealt;

  SecureTurn(JoiningWork work) {
    this.work = work;
    List<Account> accounts =
        IntStream.rangeClosed(1, work.clients())
            .mapToObj(n -> Account.of(ECKeyPair.create(BigInteger.valueOf(n))))
            .sorted(Comparator.comparing(Account::address))
            .toList();
    SecureRound round = round(accounts.stream().map(Account::address).toList());
    SecureRandom random = new SecureRandom();
    List<SecureClient> clients =
        accounts.stream().map(account -> new SecureClient(round, 0, account, random)).toList();
    SecureServer server = new SecureServer(round, 1);
    clients.forEach(each -> server.accept(each.advert()));
    clients.forEach(each -> server.accept(each.address(), each.share(server.roster())));
    this.client = clients.get(0);
    this.dealt = server.sharesFor(client.address());
  }

  private SecureRound round(List<Address> sites) {
    return new SecureRound(
        Bytes32.keccak256("bench"),
        1,
        sites,
        SecureRound.usualThreshold(sites.size()),
        new FixedPoint(sites.size(), 1, 1));
  }

  void mask(Update update) {
    client.mask(dealt, update);
  }

  /** What the client sends beyond the update's numbers, as a part of these. */
  double overhead() {
    return SecureRound.extraBytes(work.clients()) / (double) work.updateBytes();
  }
}
