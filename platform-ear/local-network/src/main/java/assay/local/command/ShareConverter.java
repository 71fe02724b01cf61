package assay.local.command;

import assay.training.bounty.Score;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a share such as 0.95; anything else is wrong usage. */
final class ShareConverter implements ITypeConverter<Score> {

  @Override
  public Score convert(String text) {
    try {
      return Score.ofShare(text);
    } catch (RuntimeException e) {
      throw new TypeConversionException(
          "'" + text + "' is no share between 0 and 1, such as 0.95.");
    }
  }
}
