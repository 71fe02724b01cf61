package assay.training.federated.secure;

import assay.chain.Address;
import assay.chain.Bytes32;
import java.util.List;
import java.util.stream.Collectors;

/** Lists of clients, in the order of their addresses. */
final class Lists {

  private Lists() {}

  static void requireAscending(String what, List<Address> clients) {
    for (int i = 1; i < clients.size(); i++) {
      SecureAggregationRefusedException.require(
          clients.get(i - 1).compareTo(clients.get(i)) < 0,
          "Among the %s %s follows %s; name each once, in the order of their addresses."
              .formatted(what, clients.get(i), clients.get(i - 1)));
    }
  }

  static Bytes32 hash(List<Address> clients) {
    return Bytes32.keccak256(clients.stream().map(Address::hex).collect(Collectors.joining(" ")));
  }
}
