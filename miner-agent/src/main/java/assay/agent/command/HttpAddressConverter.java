package assay.agent.command;

import java.net.URI;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the address of a node, a store or a platform; anything else is wrong usage. */
class HttpAddressConverter implements ITypeConverter<URI> {

  @Override
  public URI convert(String text) {
    // Properties files, from which such addresses are copied, have a backslash before colons.
    String plain = text.replace("\\:", ":");
    String start = plain.toLowerCase(Locale.ROOT);
    if (start.startsWith("http://") || start.startsWith("https://")) {
      try {
        URI address = URI.create(plain);
        if (address.getHost() != null) {
          return address;
        }
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(refusal(text));
      }
    }
    throw new TypeConversionException(refusal(text));
  }

  String refusal(String text) {
    return "'" + text + "' is no address; write http://HOST:PORT";
  }

  /** The same, where a folder would do under another name. */
  static final class OfStore extends HttpAddressConverter {

    @Override
    String refusal(String text) {
      return super.refusal(text) + ", or for a folder --blocks FOLDER";
    }
  }
}
