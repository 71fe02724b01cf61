package assay.training.audit;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainEvent;
import assay.chain.ContractName;
import assay.training.bounty.SamplePermutation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The bounty's id, its terms as sent, and its public sample. */
final class Opening {

  private static final String OPEN =
      "open((uint256,bytes32,bytes4,bytes32,bytes32,address,address,bytes32,uint32,bytes32,uint32,"
          + "uint8,uint8,uint64,uint256,uint256,uint256,uint256,uint256,uint16,uint16,uint16),"
          + "(uint32,uint32,uint32,uint32,uint32,uint32,uint32,uint32,uint32),"
          + "(bytes32,uint32,uint16,bool)[],((uint32,uint16)[],address[],bool))";
  private static final String REVEAL =
      "revealSample(bytes32,(uint32,uint32[],bytes32[],bytes32[],bytes32[]))";
  private static final int DATASETS = 31;
  private static final int EXTRAS = 32;
  private static final int DATASET_WORDS = 4;
  private static final int BPS = 10_000;

  private final BountyCase bounty;
  private final Seeds seeds;

  Opening(BountyCase bounty, Seeds seeds) {
    this.bounty = bounty;
    this.seeds = seeds;
  }

  List<Claim> claims() {
    List<Claim> claims = new ArrayList<>();
    claims.add(
        Findings.derive(
            ClaimName.BOUNTY_ID,
            bounty.id(),
            "keccak256 of chain, market, researcher, nonce and specification hash",
            this::id));
    claims.add(
        Findings.derive(
            ClaimName.TERMS,
            "all terms",
            "equal, word by word, to the input of the opening transaction",
            this::terms));
    claims.add(
        Findings.derive(
            ClaimName.PUBLIC_SAMPLE,
            bounty.events("SampleRevealed").size() + " batches",
            "indices are P(k) of the seed; leaves and the proofs sent give the root",
            this::sample));
    return claims;
  }

  private void id(Findings findings) {
    ChainEvent opened = bounty.only("BountyOpened");
    Bytes32 derived =
        market(opened.address("researcher"), opened.integer("nonce"))
            .add(opened.bytes32("specHash"))
            .hash();
    findings.same("the id", derived, bounty.id().value());
  }

  private Words market(Address researcher, BigInteger nonce) {
    return Words.of(
            bounty.evidence().chainId(), bounty.evidence().address(ContractName.BOUNTY_MARKET))
        .add(researcher)
        .add(nonce);
  }

  // ------------------------------------------------------------------ terms

  private void terms(Findings findings) {
    Terms terms = bounty.terms();
    findings.same(
        "the sum of the split",
        BPS,
        terms.split().minerBps() + terms.split().ownersBps() + terms.split().platformBps());
    findings.same(
        "the private samples",
        terms.test().count() - SamplePermutation.publicCount(terms.test().count()),
        terms.test().privateCount());
    findings.same(
        "the opening fee",
        bounty.evidence().settings().openingFee().value(),
        terms.money().openingFee());
    List<Terms.Dataset> datasets = terms.datasets();
    findings.same(
        "the places of the datasets",
        IntStream.range(0, datasets.size()).boxed().toList(),
        datasets.stream().map(Terms.Dataset::index).toList());
    List<List<String>> sent =
        bounty.evidence().calls(bounty.only("BountyOpened"), OPEN).stream()
            .map(Opening::sent)
            .toList();
    if (sent.isEmpty()) {
      findings.unchecked("no transaction shows how the bounty was opened");
      return;
    }
    List<String> told = told(terms);
    findings.require(
        sent.contains(told),
        "the events tell %s, sent was %s".formatted(difference(sent, told), sent.size()));
  }

  private static String difference(List<List<String>> sent, List<String> told) {
    for (int i = 0; i < Math.min(told.size(), sent.get(0).size()); i++) {
      if (!told.get(i).equals(sent.get(0).get(i))) {
        return told.get(i) + " for " + sent.get(0).get(i);
      }
    }
    return "another number of terms";
  }

  /** The call's words in a fixed order: head, windows, datasets, extras. */
  private static List<String> sent(CallData.Call call) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < DATASETS; i++) {
      words.add(call.word(i).hex());
    }
    add(words, call.at(DATASETS), DATASET_WORDS);
    CallData.Call extras = call.at(EXTRAS);
    add(words, extras.at(0), 2);
    add(words, extras.at(1), 1);
    words.add(extras.word(2).hex());
    return words;
  }

  private static void add(List<String> words, CallData.Call array, int width) {
    int length = array.length();
    words.add(word(length));
    for (int i = 0; i < length * width; i++) {
      words.add(array.elements().word(i).hex());
    }
  }

  private List<String> told(Terms terms) {
    List<String> words = new ArrayList<>();
    ChainEvent opened = bounty.only("BountyOpened");
    ChainEvent test = bounty.only("BountyTest");
    ChainEvent windows = bounty.only("BountyWindows");
    words.add(word(opened.integer("nonce")));
    words.add(opened.bytes32("specHash").hex());
    words.add(opened.text("specCidPrefix") + "0".repeat(56));
    words.add(opened.bytes32("specCidDigest").hex());
    words.add(opened.bytes32("recipient").hex());
    words.add(word(terms.money().token()));
    words.add(word(opened.address("platform")));
    words.add(test.bytes32("testRoot").hex());
    words.add(word(test.integer("testCount")));
    words.add(test.bytes32("testKeyCommit").hex());
    for (String name : List.of("thresholdMillionths", "seats", "quorum", "maxCipherSize")) {
      words.add(word(test.integer(name)));
    }
    ChainEvent money = bounty.only("BountyMoney");
    for (String name : List.of("reward", "panelFee", "stake", "evaluationFee", "seatLock")) {
      words.add(word(money.integer(name)));
    }
    for (String name : List.of("minerBps", "ownersBps", "platformBps")) {
      words.add(word(money.integer(name)));
    }
    for (String name :
        List.of(
            "seed",
            "sample",
            "open",
            "reveal",
            "scoring",
            "scoreReveal",
            "challenge",
            "delivery",
            "publish")) {
      words.add(word(windows.integer(name)));
    }
    addLists(words, terms);
    return words;
  }

  private static void addLists(List<String> words, Terms terms) {
    words.add(word(terms.datasets().size()));
    for (Terms.Dataset dataset : terms.datasets()) {
      words.add(dataset.asset().hex());
      words.add(word(dataset.version()));
      words.add(word(dataset.weight()));
      words.add(word(dataset.required() ? 1 : 0));
    }
    List<Terms.Milestone> further = terms.milestones().subList(1, terms.groups());
    words.add(word(further.size()));
    for (Terms.Milestone milestone : further) {
      words.add(word(milestone.threshold()));
      words.add(word(milestone.rewardBps()));
    }
    words.add(word(terms.evaluators().size()));
    terms.evaluators().forEach(evaluator -> words.add(word(evaluator)));
    words.add(word(terms.byContribution() ? 1 : 0));
  }

  private static String word(long value) {
    return word(BigInteger.valueOf(value));
  }

  private static String word(BigInteger value) {
    String digits = value.toString(16);
    return "0x" + "0".repeat(Math.max(0, 64 - digits.length())) + digits;
  }

  private static String word(Address address) {
    return "0x" + "0".repeat(24) + address.hex().substring(2);
  }

  // ------------------------------------------------------------------ public sample

  private void sample(Findings findings) {
    Terms terms = bounty.terms();
    int count = terms.test().count();
    List<ChainEvent> batches = bounty.events("SampleRevealed");
    int first = 0;
    for (ChainEvent batch : batches) {
      findings.same("where the batch begins", (long) first, batch.number("first"));
      SamplePermutation permutation = new SamplePermutation(seeds.drawn(0), count);
      List<Integer> indices =
          IntStream.range(first, first + batch.texts("sampleHashes").size())
              .map(permutation::indexAt)
              .sorted()
              .boxed()
              .toList();
      leaves(findings, terms, batch, indices);
      first += indices.size();
    }
    boolean isOpened =
        bounty.events("StateChanged").stream()
            .anyMatch(event -> event.number("state") == State.OPEN.number());
    findings.require(
        !isOpened || first == SamplePermutation.publicCount(count),
        "it opened with %d public samples".formatted(first));
  }

  private void leaves(Findings findings, Terms terms, ChainEvent batch, List<Integer> indices) {
    List<CallData.Call> calls = bounty.evidence().calls(batch, REVEAL);
    if (calls.isEmpty()) {
      findings.unchecked("the proofs stand in a transaction that is not to be had");
      return;
    }
    long first = batch.number("first");
    CallData.Call call =
        calls.stream()
            .filter(sent -> sent.word(0).equals(bounty.id().value()))
            .map(sent -> sent.at(1))
            .filter(sent -> sent.number(0).equals(BigInteger.valueOf(first)))
            .findFirst()
            .orElseThrow(() -> new Contradiction("nobody sent the batch at " + first));
    List<Bytes32> hashes = batch.texts("sampleHashes").stream().map(Bytes32::new).toList();
    List<Bytes32> salts = call.at(3).words();
    findings.require(salts.size() == hashes.size(), "the batch has gaps");
    List<Bytes32> leaves = new ArrayList<>();
    for (int i = 0; i < hashes.size(); i++) {
      Words words = market(terms.researcher(), terms.nonce());
      leaves.add(
          new Words()
              .prefix(0)
              .addAll(words.add(indices.get(i)).add(hashes.get(i)).add(salts.get(i)))
              .hash());
    }
    List<Bytes32> proof = call.at(4).words();
    findings.same(
        "the root",
        SampleTree.root(leaves, indices, terms.test().count(), proof),
        terms.test().root());
  }
}
