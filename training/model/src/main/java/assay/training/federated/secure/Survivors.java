package assay.training.federated.secure;

import assay.chain.Account;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.HashSignature;
import assay.chain.TypedData;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Whose masked updates a server says it has: what clients sign (EIP-712) before they help to take
 * masks off, so that it cannot tell some that a client survived and others that it is gone.
 *
 * @param sharing who dealt shares, and so whose masks are on the updates, by their addresses
 * @param survivors of these, by their addresses; at least the round's threshold
 */
public record Survivors(Roster roster, List<Address> sharing, List<Address> survivors) {

  public Survivors {
    sharing = List.copyOf(sharing);
    survivors = List.copyOf(survivors);
    Lists.requireAscending("clients that dealt shares", sharing);
    Lists.requireAscending("survivors", survivors);
    SecureAggregationRefusedException.require(
        roster.clients().containsAll(sharing) && sharing.containsAll(survivors),
        "Some of the survivors dealt no shares, or are not on the roster of round %d."
            .formatted(roster.round().number()));
    SecureAggregationRefusedException.require(
        survivors.size() >= roster.round().threshold(),
        "%d survivors are below the threshold of %d; their sum would tell too much of each."
            .formatted(survivors.size(), roster.round().threshold()));
  }

  /** Dealt shares and sent no update: their mask keys have to be put together again. */
  List<Address> gone() {
    return sharing.stream().filter(client -> !survivors.contains(client)).toList();
  }

  /** The hash that is signed. */
  Bytes32 hash() {
    ObjectNode data = roster.round().typedData("Survivors");
    data.withObjectProperty("message")
        .put("roster", roster.hash().hex())
        .put("sharing", Lists.hash(sharing).hex())
        .put("survivors", Lists.hash(survivors).hex());
    return TypedData.hash(data.toString());
  }

  SignedSurvivors signedBy(Account account) {
    return new SignedSurvivors(account.address(), HashSignature.sign(account, hash()));
  }
}
