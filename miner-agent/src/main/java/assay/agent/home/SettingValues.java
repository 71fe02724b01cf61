package assay.agent.home;

import assay.chain.Wei;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;

/**
 * The values of a settings file, read as what they must be. A value that cannot be is refused with
 * its name.
 */
public final class SettingValues {

  private final Path file;
  private final Properties values;

  public SettingValues(Path file, Properties values) {
    this.file = file;
    this.values = values;
  }

  /** The setting as a reader makes it, or nothing where it is not set. */
  public <T> Optional<T> read(String name, Function<String, T> reader) {
    String text = values.getProperty(name, "").strip();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(reader.apply(text));
    } catch (IllegalArgumentException e) {
      throw new HomeException(
          file, "has '%s' = '%s', which cannot be: %s".formatted(name, text, reason(e)), e);
    }
  }

  /** An amount of ETH. */
  public Optional<Wei> ether(String name) {
    return read(name, Wei::ofEther);
  }

  /** A whole number within these bounds. */
  public Optional<Integer> whole(String name, int least, int most) {
    return read(
        name,
        text -> {
          int number = Integer.parseInt(text);
          requireWithin(number, least, most);
          return number;
        });
  }

  /** A number within these bounds. */
  public Optional<Double> number(String name, double least, double most) {
    return read(
        name,
        text -> {
          double number = Double.parseDouble(text);
          requireWithin(number, least, most);
          return number;
        });
  }

  /** A program of the user's, named so that no search path decides which it is. */
  public Optional<Path> program(String name) {
    return read(
        name,
        text -> {
          Path program = Path.of(text);
          if (!program.isAbsolute()) {
            throw new IllegalArgumentException(
                "name a program with its whole path, without arguments.");
          }
          return program;
        });
  }

  private static void requireWithin(double number, double least, double most) {
    boolean isWithin = number >= least && number <= most;
    if (!isWithin) {
      throw new IllegalArgumentException(
          "write a number from %s to %s.".formatted(plain(least), plain(most)));
    }
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }

  private static String reason(IllegalArgumentException refusal) {
    return refusal instanceof NumberFormatException
        ? "write a number."
        : String.valueOf(refusal.getMessage());
  }
}
