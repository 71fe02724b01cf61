package assay.chain;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/** The custom errors of our contracts in words for people; a file holds a sentence for each. */
final class RevertReasons {

  private static final Properties SENTENCES = load();

  private RevertReasons() {}

  /**
   * Why a call is refused and what to do, as a part of a sentence; nothing for an error that is
   * none of ours.
   */
  static Optional<String> words(String error, List<String> arguments) {
    return Optional.ofNullable(SENTENCES.getProperty(error))
        .map(sentence -> new MessageFormat(sentence, Locale.ROOT).format(arguments.toArray()));
  }

  private static Properties load() {
    Properties sentences = new Properties();
    try (Reader file =
        new InputStreamReader(
            Objects.requireNonNull(RevertReasons.class.getResourceAsStream("reasons.properties")),
            StandardCharsets.UTF_8)) {
      sentences.load(file);
      return sentences;
    } catch (IOException e) {
      throw new UncheckedIOException("The words for reverts cannot be read.", e);
    }
  }
}
