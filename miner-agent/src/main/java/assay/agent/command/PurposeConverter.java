package assay.agent.command;

import assay.registry.grant.Purpose;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a purpose by its name or number. */
final class PurposeConverter implements ITypeConverter<Purpose> {

  @Override
  public Purpose convert(String text) {
    try {
      return Purpose.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
