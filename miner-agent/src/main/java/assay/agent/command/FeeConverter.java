package assay.agent.command;

import assay.training.pool.PoolFee;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a pool's fee in basis points. */
final class FeeConverter implements ITypeConverter<PoolFee> {

  @Override
  public PoolFee convert(String text) {
    try {
      return new PoolFee(Integer.parseInt(text.strip()));
    } catch (NumberFormatException e) {
      throw new TypeConversionException(
          "'" + text + "' is no fee; write basis points, 100 for one per cent.");
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
