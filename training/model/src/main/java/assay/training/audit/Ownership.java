package assay.training.audit;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainEvent;
import assay.chain.ContractName;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Who owned the listed datasets, and the model that the bounty bought. */
final class Ownership {

  private static final String REGISTER =
      "register(uint8,uint256,bytes32,(bytes4,bytes32,bytes32,bytes32,uint64,uint8),bytes32[])";
  private static final int DATASET = 0;
  private static final int MODEL = 2;
  private static final int PARENTS = 9;

  private final BountyCase bounty;

  Ownership(BountyCase bounty) {
    this.bounty = bounty;
  }

  List<Claim> claims(Submissions submissions) {
    List<Claim> claims = new ArrayList<>();
    for (Terms.Dataset dataset : bounty.terms().datasets()) {
      claims.add(
          Findings.derive(
              ClaimName.OWNERSHIP,
              dataset.asset(),
              "by its registration and every transfer up to the opening",
              findings -> dataset(findings, dataset)));
    }
    claims.add(
        Findings.derive(
            ClaimName.MODEL,
            bounty.last("ModelSettled").map(event -> event.text("asset")).orElse("none"),
            "its id, owner, version and parents follow from the winner and the grants he held",
            findings -> model(findings, submissions)));
    return claims;
  }

  private void dataset(Findings findings, Terms.Dataset dataset) {
    List<ChainEvent> before = bounty.before(bounty.only("BountyOpened"));
    Assets assets = Assets.after(before);
    ChainEvent registered =
        assets
            .registration(dataset.asset())
            .orElseThrow(() -> new Contradiction("the dataset was never registered"));
    Address creator = registered.address("owner");
    findings.same(
        "the dataset's id",
        Assets.id(
            bounty.evidence(),
            creator,
            registered.integer("nonce"),
            registered.bytes32("specHash")),
        dataset.asset());
    findings.same("the asset's kind", (long) DATASET, registered.number("kind"));
    findings.same("the owner", assets.owner(dataset.asset()), dataset.owner());
    findings.require(!assets.isRetired(dataset.asset()), "it was retired before");
    findings.require(
        Assets.version(before, dataset.asset(), dataset.version()).isPresent(),
        "version %d is not there".formatted(dataset.version()));
    findings.same("who it was made for", creator, mintedTo(before, dataset.asset()));
    parents(findings, registered);
  }

  private static Address mintedTo(List<ChainEvent> events, Bytes32 asset) {
    BigInteger token = new BigInteger(1, asset.bytes());
    return events.stream()
        .filter(event -> event.name().equals("Transfer"))
        .filter(event -> event.integer("tokenId").equals(token))
        .findFirst()
        .map(event -> event.address("to"))
        .orElse(Address.ZERO);
  }

  /** The id does not cover the parents; the transaction does. */
  private void parents(Findings findings, ChainEvent registered) {
    List<Bytes32> parents = registered.texts("parents").stream().map(Bytes32::new).toList();
    List<CallData.Call> calls = bounty.evidence().calls(registered, REGISTER);
    if (calls.isEmpty()) {
      findings.unchecked("no transaction shows how the dataset was registered");
      return;
    }
    findings.require(
        calls.stream().anyMatch(call -> call.at(PARENTS).words().equals(parents)),
        "nobody sent the parents that the event tells");
  }

  // ------------------------------------------------------------------ the model

  private void model(Findings findings, Submissions submissions) {
    List<ChainEvent> settled = bounty.events("ModelSettled");
    boolean isDue = bounty.finalState() == State.SETTLED;
    findings.same("the number of models", isDue ? 1 : 0, settled.size());
    if (settled.size() != 1) {
      return;
    }
    ChainEvent end = settled.get(0);
    List<Row> derived = derived(submissions);
    int last = bounty.index(end);
    List<Row> told =
        IntStream.rangeClosed(Math.max(0, last - derived.size() + 1), last)
            .mapToObj(at -> Row.of(bounty.evidence().events().get(at)))
            .toList();
    findings.sameRows("the event", derived, told);
  }

  private List<Row> derived(Submissions submissions) {
    Address miner = bounty.last("WinnerChosen").orElseThrow().address("miner");
    Submissions.Submission winner = submissions.of(miner).orElseThrow();
    ChainEvent reveal = winner.reveal().orElseThrow();
    Address market = bounty.evidence().address(ContractName.BOUNTY_MARKET);
    BigInteger nonce = BigInteger.ZERO;
    Bytes32 asset = Assets.id(bounty.evidence(), market, nonce, bounty.id().value());
    Address researcher = bounty.terms().researcher();
    List<Bytes32> parents =
        bounty.terms().datasets().stream()
            .filter(dataset -> winner.held().testBit(dataset.index()))
            .map(Terms.Dataset::asset)
            .toList();
    return List.of(
        Row.of(
            "Transfer",
            "from",
            Address.ZERO,
            "to",
            researcher,
            "tokenId",
            new BigInteger(1, asset.bytes())),
        Row.of(
            "AssetRegistered",
            "asset",
            asset,
            "owner",
            researcher,
            "kind",
            MODEL,
            "nonce",
            nonce,
            "specHash",
            bounty.id(),
            "parents",
            parents),
        Row.of(
            "VersionAdded",
            "asset",
            asset,
            "version",
            1,
            "cidPrefix",
            reveal.text("cidPrefix"),
            "cidDigest",
            reveal.bytes32("cidDigest"),
            "cipherRoot",
            reveal.bytes32("cipherRoot"),
            "licenceHash",
            Bytes32.ZERO,
            "size",
            reveal.integer("cipherSize"),
            "minLevel",
            0),
        Row.of("ModelSettled", "bounty", bounty.id(), "asset", asset));
  }
}
