package assay.training.economy;

import assay.chain.Bytes32;
import assay.chain.Wei;
import assay.registry.seal.AgeRecipient;
import assay.training.bounty.BountyId;
import assay.training.bounty.BountyOrigin;
import assay.training.bounty.SamplePermutation;
import assay.training.bounty.Score;
import assay.training.bounty.TestSet;
import assay.training.data.Digits;
import assay.training.data.LabelledData;
import assay.training.ledger.BountyState;
import assay.training.ledger.BountyTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Plays one bounty from its opening to whatever end it comes to. */
final class BountyPlay {

  private static final int SAMPLES = 200;
  private static final int WINDOW = 3_600;
  private static final int MOST_STEPS = 100;
  private static final LabelledData DATA =
      Digits.load().test().select(IntStream.range(0, SAMPLES).toArray());

  private final Tools tools;
  private final Tally tally;
  private final SeedPlay seeds;
  private final MinersPlay miners;
  private final Hand hand;
  private final Plot plot;
  private final PanelPlay panel;
  private final EndPlay end;

  BountyPlay(Tools tools, Tally tally, OwnersPlay owners, Hand hand) {
    this.tools = tools;
    this.tally = tally;
    this.hand = hand;
    this.seeds = new SeedPlay(tools, tally);
    this.miners = new MinersPlay(tools, owners, tally);
    List<Plot.Listed> datasets =
        hand.owners().stream()
            .map(owner -> new Plot.Listed(owner, owners.datasetOf(owner)))
            .toList();
    this.plot = open(datasets);
    this.panel = new PanelPlay(tools, tally, plot);
    this.end = new EndPlay(tools, tally, plot, panel);
  }

  /** Plays on until nothing more can happen. */
  Plot play() {
    for (int step = 0; !plot.story().state().isFinal(); step++) {
      if (step > MOST_STEPS) {
        throw new AssertionError("Bounty " + plot.id() + " stays " + plot.story().state());
      }
      int told = plot.story().events().size();
      act(plot.story().state());
      if (plot.story().events().size() == told) {
        tools.chain().waitUntil(plot.story().deadline());
        tools.send(plot.researcher(), tools.market().poke(plot.id()));
      }
    }
    return plot;
  }

  boolean isCaptured() {
    return panel.isCaptured();
  }

  private void act(BountyState state) {
    switch (state) {
      case SAMPLED -> sample();
      case OPEN -> {
        if (plot.entries().isEmpty()) {
          miners.commit(plot, hand.miners());
        }
      }
      case REVEAL -> {
        if (!plot.story().tells("Revealed")) {
          miners.reveal(plot);
        }
      }
      case DRAWING -> seeds.give(plot);
      case SCORING -> panel.score();
      case SCORE_REVEAL -> panel.reveal();
      case SCORED -> end.doubt();
      case DELIVERING -> end.deliver();
      case NONE, SETTLED, REFUNDED, CANCELLED, DEFAULTED -> {}
    }
  }

  private Plot open(List<Plot.Listed> datasets) {
    Player<ResearcherWay> researcher = hand.researcher();
    Story story = new Story(tools.chain());
    BountyOrigin origin =
        new BountyOrigin(
            tools.chainId(),
            tools.market().address(),
            researcher.address(),
            tools.market().nextNonce(researcher.address()));
    TestSet testSet = TestSet.salted(origin, DATA, this::fresh);
    Bytes32 testKey = fresh();
    BountyTerms terms = terms(origin, testSet, testKey, datasets);
    tools.send(researcher, tools.market().open(terms));
    BountyId id = BountyId.of(origin, terms.spec().hash());
    return new Plot(id, terms, researcher, testSet, testKey, datasets, new ArrayList<>(), story);
  }

  private BountyTerms terms(
      BountyOrigin origin, TestSet testSet, Bytes32 testKey, List<Plot.Listed> datasets) {
    int quorum = hand.seats() / 2 + 1;
    return new BountyTerms(
        origin.nonce(),
        new BountyTerms.Spec(
            OwnersPlay.cid("spec"),
            Bytes32.keccak256("spec"),
            new AgeRecipient(Bytes32.keccak256("recipient"))),
        new BountyTerms.Test(
            testSet.root(), SAMPLES, origin.testKeyCommit(testKey), new Score(900_000)),
        new BountyTerms.Panel(hand.seats(), quorum, 1 << 20),
        BountyTerms.Money.inEther(
            hand.reward(),
            Wei.ofEther("0.1").times(hand.seats()),
            Wei.ofEther("0.5"),
            Wei.ofEther("0.1"),
            quorum),
        BountyTerms.Split.standard(tools.cast().platform.address()),
        weights(datasets),
        new BountyTerms.Windows(
            WINDOW, WINDOW, WINDOW, WINDOW, WINDOW, WINDOW, WINDOW, WINDOW, WINDOW),
        new BountyTerms.Extras(List.of(), hand.evaluators(), false));
  }

  /** The first is required, and a second one welcome. */
  private static List<BountyTerms.DatasetWeight> weights(List<Plot.Listed> datasets) {
    if (datasets.size() == 1) {
      return List.of(new BountyTerms.DatasetWeight(datasets.get(0).version(), 10_000, true));
    }
    return List.of(
        new BountyTerms.DatasetWeight(datasets.get(0).version(), 6_001, true),
        new BountyTerms.DatasetWeight(datasets.get(1).version(), 3_999, false));
  }

  private Bytes32 fresh() {
    byte[] bytes = new byte[32];
    tools.chance().nextBytes(bytes);
    return Bytes32.of(bytes);
  }

  private void sample() {
    ResearcherWay way = plot.researcher().way();
    seeds.give(plot);
    Optional<Bytes32> seed = plot.story().last("SeedDrawn").map(drawn -> drawn.bytes32("seed"));
    if (seed.isEmpty() || plot.story().state() != BountyState.SAMPLED) {
      return;
    }
    switch (way) {
      case WITHHOLDS_SAMPLE -> tally.acted(plot.researcher());
      case CANCELS -> {
        tally.acted(plot.researcher());
        tools.send(plot.researcher(), tools.market().cancel(plot.id()));
      }
      case HONEST, COMPLAINS_FALSELY, KEEPS_TEST_KEY, BAD_TEST_KEY, HURRIES_BAD_TEST_KEY ->
          reveal(seed.get());
    }
  }

  private void reveal(Bytes32 seed) {
    int count = SamplePermutation.publicCount(SAMPLES);
    SamplePermutation permutation = new SamplePermutation(seed, SAMPLES);
    tools.send(
        plot.researcher(),
        tools.market().revealSample(plot.id(), plot.testSet().reveal(permutation, 0, count)));
  }
}
