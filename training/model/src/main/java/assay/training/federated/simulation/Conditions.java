package assay.training.federated.simulation;

import assay.training.federated.Choice;
import assay.training.federated.Exclusion;
import assay.training.federated.FederatedRefusedException;
import assay.training.federated.attack.Attack;
import assay.training.federated.compression.Compression;
import assay.training.federated.compression.Exact;
import assay.training.federated.compression.Quantized;
import assay.training.federated.rule.AggregationRule;
import assay.training.federated.rule.WeightedMean;
import assay.training.federated.rule.WholeRoundRule;
import assay.training.federated.selection.ClientSelection;
import assay.training.federated.strategy.Strategy;
import java.util.EnumSet;
import java.util.Set;

/**
 * How a federation trains, and against what. Choices that {@linkplain Exclusion exclude each other}
 * are refused.
 *
 * @param strategy of server and clients
 * @param mu FedProx's µ, from 0; counts for that strategy alone
 * @param rule joins a round's updates
 * @param compression of updates
 * @param masking of updates
 * @param selection of a round's clients
 * @param stragglers among them
 * @param attack of the first clients of the federation
 * @param attackers how many they are
 */
public record Conditions(
    Strategy strategy,
    double mu,
    AggregationRule rule,
    Compression compression,
    Masking masking,
    ClientSelection selection,
    Stragglers stragglers,
    Attack attack,
    int attackers) {

  public Conditions {
    FederatedRefusedException.require(
        mu >= 0 && mu < Double.POSITIVE_INFINITY,
        "FedProx's mu is 0 or more, not %s.".formatted(mu));
    FederatedRefusedException.require(
        attackers >= 0, "A federation has 0 or more attackers, not %d.".formatted(attackers));
    Exclusion.requireNone(choices(strategy, rule, compression, masking));
  }

  private static Set<Choice> choices(
      Strategy strategy, AggregationRule rule, Compression compression, Masking masking) {
    Set<Choice> choices = EnumSet.noneOf(Choice.class);
    addIf(masking.isOn(), Choice.SECURE_AGGREGATION, choices);
    addIf(rule instanceof WholeRoundRule, Choice.COMPARING_RULE, choices);
    addIf(compression.isBiased(), Choice.TOP_K, choices);
    addIf(compression instanceof Quantized, Choice.QUANTIZATION, choices);
    addIf(strategy == Strategy.SCAFFOLD, Choice.CONTROL_VARIATES, choices);
    return choices;
  }

  private static void addIf(boolean isChosen, Choice choice, Set<Choice> choices) {
    if (isChosen) {
      choices.add(choice);
    }
  }

  /** A strategy with everybody honest and in time. */
  public static Conditions of(Strategy strategy) {
    return new Conditions(
        strategy,
        0,
        new WeightedMean(),
        new Exact(),
        Masking.NONE,
        ClientSelection.UNIFORM,
        Stragglers.NONE,
        Attack.NONE,
        0);
  }

  public Conditions withMu(double other) {
    return new Conditions(
        strategy, other, rule, compression, masking, selection, stragglers, attack, attackers);
  }

  public Conditions withRule(AggregationRule other) {
    return new Conditions(
        strategy, mu, other, compression, masking, selection, stragglers, attack, attackers);
  }

  public Conditions withCompression(Compression other) {
    return new Conditions(
        strategy, mu, rule, other, masking, selection, stragglers, attack, attackers);
  }

  public Conditions withMasking(Masking other) {
    return new Conditions(
        strategy, mu, rule, compression, other, selection, stragglers, attack, attackers);
  }

  public Conditions withSelection(ClientSelection other) {
    return new Conditions(
        strategy, mu, rule, compression, masking, other, stragglers, attack, attackers);
  }

  public Conditions withStragglers(Stragglers others) {
    return new Conditions(
        strategy, mu, rule, compression, masking, selection, others, attack, attackers);
  }

  /** With so many attackers. */
  public Conditions withAttack(Attack other, int many) {
    return new Conditions(
        strategy, mu, rule, compression, masking, selection, stragglers, other, many);
  }
}
