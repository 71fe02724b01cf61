package assay.agent.command;

import assay.training.federated.attack.Attack;
import assay.training.federated.selection.ClientSelection;
import assay.training.federated.strategy.Strategy;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads one of a closed set by its word: FED_AVG is said {@code fed-avg}. */
abstract class WordConverter<E extends Enum<E>> implements ITypeConverter<E> {

  private final Class<E> type;

  WordConverter(Class<E> type) {
    this.type = type;
  }

  @Override
  public E convert(String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> word(each).equals(text))
        .findFirst()
        .orElseThrow(() -> new TypeConversionException("'" + text + "' is none of " + words()));
  }

  private String words() {
    return Arrays.stream(type.getEnumConstants())
        .map(WordConverter::word)
        .collect(Collectors.joining(", "));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Strategies. */
  static final class OfStrategy extends WordConverter<Strategy> {
    OfStrategy() {
      super(Strategy.class);
    }
  }

  /** Ways to attack. */
  static final class OfAttack extends WordConverter<Attack.Kind> {
    OfAttack() {
      super(Attack.Kind.class);
    }
  }

  /** Ways to select. */
  static final class OfSelection extends WordConverter<ClientSelection> {
    OfSelection() {
      super(ClientSelection.class);
    }
  }

  /** Rules. */
  static final class OfRule extends WordConverter<RuleChoice> {
    OfRule() {
      super(RuleChoice.class);
    }
  }

  /** Compressions. */
  static final class OfCompression extends WordConverter<CompressionChoice> {
    OfCompression() {
      super(CompressionChoice.class);
    }
  }

  /** Data. */
  static final class OfData extends WordConverter<FederationChoice> {
    OfData() {
      super(FederationChoice.class);
    }
  }
}
