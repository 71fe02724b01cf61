package assay.training.economy;

import assay.chain.Address;
import assay.chain.ContractName;
import assay.training.ledger.SeedRequest;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** How seeds come: one transaction carries the preimages of all who give theirs. */
final class SeedPlay {

  private final Tools tools;
  private final Tally tally;

  SeedPlay(Tools tools, Tally tally) {
    this.tools = tools;
    this.tally = tally;
  }

  /** Everybody asked gives what he is asked for, or does not; once for each pick. */
  void give(Plot plot) {
    Optional<SeedRequest> open = plot.story().openRequest();
    if (open.isEmpty() || plot.story().isSeedAnswered()) {
      return;
    }
    SeedRequest request = open.get();
    List<Address> giving = request.contributors().stream().filter(this::gives).toList();
    if (!giving.isEmpty()) {
      bring(plot, request, giving);
    }
  }

  private boolean gives(Address contributor) {
    Player<EvaluatorWay> asked = tools.cast().evaluator(contributor);
    boolean isWithheld = asked.way() == EvaluatorWay.WITHHOLDS_PREIMAGES && tools.oneIn(2);
    if (isWithheld) {
      tally.acted(asked);
    }
    return !isWithheld;
  }

  private void bring(Plot plot, SeedRequest request, List<Address> giving) {
    List<byte[]> preimages =
        giving.stream()
            .map(who -> tools.cast().preimage(who, request.positionOf(who).orElseThrow()).bytes())
            .toList();
    tools.send(
        plot.researcher(),
        ContractName.SEED_BEACON,
        tools
            .beacon()
            .contribute(
                plot.id().value().bytes(),
                BigInteger.valueOf(request.kind()),
                giving.stream().map(Address::hex).toList(),
                preimages));
  }
}
