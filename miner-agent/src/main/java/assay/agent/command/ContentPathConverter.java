package assay.agent.command;

import assay.registry.content.ContentPath;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of content; anything else is wrong usage. */
final class ContentPathConverter implements ITypeConverter<ContentPath> {

  @Override
  public ContentPath convert(String text) {
    try {
      return ContentPath.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
