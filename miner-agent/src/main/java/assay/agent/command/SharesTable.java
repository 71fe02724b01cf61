package assay.agent.command;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.training.bounty.BountyId;
import assay.training.pool.Shares;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/**
 * Who gets what for a job.
 *
 * @param sent the transactions by which it was paid
 */
record SharesTable(BountyId bounty, Shares shares, Map<Address, Bytes32> sent) {

  SharesTable {
    sent = Map.copyOf(sent);
  }

  /** Lines for people, in wei: a rounded amount of ether would hide what rounding leaves. */
  String text() {
    StringBuilder text = new StringBuilder("bounty  %s%n".formatted(bounty));
    text.append("paid    %s wei (%s ETH)%n".formatted(shares.paid(), shares.paid().inEther()));
    text.append("fee     %s wei%n".formatted(shares.fee()));
    text.append("left    %s wei (rounding, with the operator)".formatted(shares.left()));
    shares
        .parts()
        .forEach(
            (member, part) ->
                text.append(
                    "%n%s  %s wei  %s"
                        .formatted(member, part, transaction(member))
                        .stripTrailing()));
    return text.toString();
  }

  private String transaction(Address member) {
    return Optional.ofNullable(sent.get(member)).map(Bytes32::hex).orElse("");
  }

  ObjectNode json() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("bounty", bounty.toString())
            .put("paidWei", shares.paid().toString())
            .put("feeWei", shares.fee().toString())
            .put("leftWei", shares.left().toString());
    ArrayNode list = json.putArray("shares");
    shares
        .parts()
        .forEach(
            (member, part) -> {
              ObjectNode line =
                  list.addObject().put("member", member.toString()).put("wei", part.toString());
              Optional.ofNullable(sent.get(member))
                  .ifPresent(hash -> line.put("transaction", hash.hex()));
            });
    return json;
  }
}
