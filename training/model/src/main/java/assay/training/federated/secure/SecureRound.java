package assay.training.federated.secure;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.TypedData;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What all agree on before a masked round; every key and signature of it is bound to all of this,
 * so nothing of one round is of use in another.
 *
 * @param job that the round is of
 * @param number of the round, from 1
 * @param sites who may take part, in the order of their addresses, each once: clients know them
 *     from the job's grants, not from the server
 * @param threshold t, how many have to stay to the end, more than half of the sites; fewer than t
 *     learn nothing together, and if c of them lie about survivors with the server, t has to be
 *     above (n + c) / 2
 * @param words how updates become words
 */
public record SecureRound(
    Bytes32 job, int number, List<Address> sites, int threshold, FixedPoint words) {

  private static final String FORM = "assay secure aggregation 1";

  public SecureRound {
    sites = List.copyOf(sites);
    Lists.requireAscending("sites of a masked round", sites);
    SecureAggregationRefusedException.require(
        number >= 1, "There is no round %d; they are counted from 1.".formatted(number));
    SecureAggregationRefusedException.require(
        sites.size() <= words.clients(),
        "The words of the round are set for %d clients, not for %d sites."
            .formatted(words.clients(), sites.size()));
    SecureAggregationRefusedException.require(
        threshold >= 2 && threshold <= sites.size() && 2 * threshold > sites.size(),
        ("A threshold of %d is not 2 or more, more than half of the %d sites and at most all; "
                + "two thirds and one is usual.")
            .formatted(threshold, sites.size()));
  }

  /** The least threshold that a server with a third of the clients cannot get around. */
  public static int usualThreshold(int sites) {
    return 2 * sites / 3 + 1;
  }

  /** Over everything that was agreed. */
  public Bytes32 hash() {
    return Bytes32.keccak256(
        "%s\n%s\n%d\n%d\n%d %s %s\n%s"
            .formatted(
                FORM,
                job,
                number,
                threshold,
                words.clients(),
                Float.toHexString(words.largest()),
                Double.toHexString(words.heaviest()),
                sites.stream().map(Address::hex).collect(Collectors.joining(" "))));
  }

  /**
   * What a client sends beyond the four bytes of every parameter, in bytes.
   *
   * @param clients who deal shares, itself among them
   */
  public static long extraBytes(int clients) {
    return setupBytes(clients)
        + MaskedUpdate.bytes(0)
        + SignedSurvivors.BYTES
        + Unmasking.bytes(clients);
  }

  /** What a client sends before its update, in bytes: keys, and shares to as many others. */
  public static long setupBytes(int clients) {
    return KeyAdvert.BYTES + (clients - 1L) * SealedShares.BYTES;
  }

  /** Typed data (EIP-712) of one of the structs among the types, its round put in already. */
  ObjectNode typedData(String primaryType) {
    ObjectNode data = TypedData.ofTypes(SecureRound.class, "secure-types.json");
    data.put("primaryType", primaryType);
    data.putObject("domain").put("name", "AssaySecureAggregation").put("version", "1");
    data.putObject("message").put("round", hash().hex());
    return data;
  }
}
