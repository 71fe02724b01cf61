package assay.agent.miner;

import assay.chain.Address;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which bounties a miner takes and how he trains.
 *
 * @param worth what a bounty must be worth
 * @param data which datasets he takes in
 * @param researchers for whom he works
 * @param plan how he trains
 */
public record MinerRules(
    WorthRule worth, DataRule data, Choice<Address> researchers, TrainingPlan plan) {

  /** Takes what there is. */
  public static MinerRules taking(TrainingPlan plan) {
    return new MinerRules(WorthRule.any(), DataRule.standard(), Choice.any(), plan);
  }

  /** The same for somebody who opens no data himself: its size and level do not count. */
  public MinerRules onSites() {
    return new MinerRules(worth, data.onSites(), researchers, plan);
  }

  /** All that is against the bounty, nothing if it is taken. */
  public List<Refusal> against(Prospect prospect) {
    Optional<Refusal> stranger =
        researchers.takes(prospect.researcher())
            ? Optional.empty()
            : Optional.of(
                new Refusal(
                    "researcher-denied",
                    "the rules leave out researcher " + prospect.researcher() + "."));
    Stream<Optional<Refusal>> data =
        prospect.datasets().stream().filter(Prospect.Part::isRequired).map(this.data::against);
    return Stream.concat(Stream.of(worth.against(prospect), stranger), data)
        .flatMap(Optional::stream)
        .toList();
  }
}
