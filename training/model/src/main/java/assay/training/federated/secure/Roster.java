package assay.training.federated.secure;

import assay.chain.Address;
import assay.chain.Bytes32;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Who begins a masked round, with everybody's keys: at least its threshold, every key signed, in
 * the order of the clients' addresses. A client's place in it, from 1, is the place of its shares.
 */
public record Roster(SecureRound round, List<KeyAdvert> adverts) {

  public Roster {
    adverts = adverts.stream().sorted(Comparator.comparing(KeyAdvert::client)).toList();
    Lists.requireAscending("clients of a roster", clients(adverts));
    SecureAggregationRefusedException.require(
        adverts.size() >= round.threshold(),
        "A roster of %d clients is below the threshold of %d; ask more, or end the round."
            .formatted(adverts.size(), round.threshold()));
    adverts.forEach(advert -> advert.requireOf(round));
  }

  private static List<Address> clients(List<KeyAdvert> adverts) {
    return adverts.stream().map(KeyAdvert::client).toList();
  }

  /** In the order of their addresses. */
  public List<Address> clients() {
    return clients(adverts);
  }

  Bytes32 hash() {
    return Bytes32.keccak256(
        adverts.stream()
            .map(each -> each.client().hex() + each.sealingKey().hex() + each.maskKey().hex())
            .collect(Collectors.joining(" ")));
  }

  KeyAdvert advert(Address client) {
    return adverts.get(place(client) - 1);
  }

  /** From 1. */
  int place(Address client) {
    int place = clients().indexOf(client);
    SecureAggregationRefusedException.require(
        place >= 0, "%s is not on the roster of round %d.".formatted(client, round.number()));
    return place + 1;
  }
}
