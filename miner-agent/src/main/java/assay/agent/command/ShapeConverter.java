package assay.agent.command;

import assay.training.spec.ModelSpecRefusedException;
import assay.training.spec.Shape;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a sample's sizes: {@code 28,28,1}. */
final class ShapeConverter implements ITypeConverter<Shape> {

  @Override
  public Shape convert(String text) {
    try {
      return new Shape(
          Stream.of(text.split(",", -1)).map(String::strip).map(Integer::valueOf).toList());
    } catch (NumberFormatException e) {
      throw new TypeConversionException(
          "'" + text + "' is no shape; write sizes with commas between, as 28,28,1.");
    } catch (ModelSpecRefusedException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
