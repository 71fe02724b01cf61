package assay.agent.command;

import assay.training.federated.attack.Attack;
import assay.training.federated.selection.ClientSelection;
import assay.training.federated.simulation.Conditions;
import assay.training.federated.simulation.Masking;
import assay.training.federated.simulation.Stragglers;
import assay.training.federated.strategy.Strategy;
import picocli.CommandLine.Option;

/** How a federation trains, and against what. */
final class ConditionOptions {

  @Option(
      names = "--strategy",
      defaultValue = "fed-avg",
      converter = WordConverter.OfStrategy.class,
      description =
          "fed-avg, fed-avg-m, fed-prox, fed-adagrad, fed-adam, fed-yogi or scaffold (default:"
              + " ${DEFAULT-VALUE}).")
  private Strategy strategy;

  @Option(
      names = "--mu",
      defaultValue = "1",
      description = "Of fed-prox (default: ${DEFAULT-VALUE}).")
  private double mu;

  @Option(
      names = "--rule",
      defaultValue = "mean",
      converter = WordConverter.OfRule.class,
      description =
          "mean, median, trimmed-mean, krum, multi-krum, bulyan or geometric-median (default:"
              + " ${DEFAULT-VALUE}).")
  private RuleChoice rule;

  @Option(
      names = "--trim",
      defaultValue = "0.3",
      description = "Part that trimmed-mean leaves out at each end (default: ${DEFAULT-VALUE}).")
  private double trim;

  @Option(
      names = "--tolerated",
      defaultValue = "1",
      description =
          "Attackers that krum, multi-krum and bulyan hold against (default: ${DEFAULT-VALUE}).")
  private int tolerated;

  @Option(
      names = "--attack",
      defaultValue = "none",
      converter = WordConverter.OfAttack.class,
      description =
          "none, sign-flip, noise, label-flip, scaling, stale or not-a-number (default:"
              + " ${DEFAULT-VALUE}).")
  private Attack.Kind attack;

  @Option(
      names = "--strength",
      defaultValue = "4",
      description = "Of sign-flip, noise and scaling (default: ${DEFAULT-VALUE}).")
  private double strength;

  @Option(
      names = "--attackers",
      defaultValue = "0",
      description = "How many attack (default: ${DEFAULT-VALUE}).")
  private int attackers;

  @Option(
      names = "--compression",
      defaultValue = "none",
      converter = WordConverter.OfCompression.class,
      description =
          "none, top-k (with error feedback), bits-8, bits-4 or bits-2 (default:"
              + " ${DEFAULT-VALUE}).")
  private CompressionChoice compression;

  @Option(
      names = "--kept",
      defaultValue = "0.1",
      description = "Part of the numbers that top-k sends (default: ${DEFAULT-VALUE}).")
  private double kept;

  @Option(
      names = "--secure",
      description =
          "Mask updates, so that the server sees their sum alone; who is left out is a dropout."
              + " With --rule mean and no compression.")
  private boolean isSecure;

  @Option(
      names = "--largest",
      defaultValue = "1",
      description =
          "Size of a number that an update may have under masks (default: ${DEFAULT-VALUE}).")
  private float largest;

  @Option(
      names = "--selection",
      defaultValue = "uniform",
      converter = WordConverter.OfSelection.class,
      description = "uniform, by-samples or by-speed (default: ${DEFAULT-VALUE}).")
  private ClientSelection selection;

  @Option(
      names = "--stragglers",
      defaultValue = "0",
      description = "Part of a round's clients that are late (default: ${DEFAULT-VALUE}).")
  private double stragglers;

  @Option(names = "--drop-stragglers", description = "Leave out what late clients came to.")
  private boolean isDropping;

  Conditions conditions() {
    return Conditions.of(strategy)
        .withMu(mu)
        .withRule(rule.rule(trim, tolerated))
        .withCompression(compression.compression(kept))
        .withMasking(isSecure ? new Masking(largest) : Masking.NONE)
        .withSelection(selection)
        .withStragglers(new Stragglers(stragglers, !isDropping))
        .withAttack(new Attack(attack, strength), attackers);
  }
}
