package assay.registry.settings;

import assay.chain.TrustedDeployers;
import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a setting's value has to be, and how much of it may be shown. */
enum SettingKind {
  HTTP_ADDRESS,
  /** With commas between. */
  HTTP_ADDRESSES,
  JDBC_ADDRESS,
  NUMBER,
  YES_OR_NO,
  DURATION,
  /** With commas between. */
  ACCOUNTS,
  WORD,
  FILE,
  SECRET_FILE;

  private static final String POSTGRESQL = "jdbc:postgresql://";
  private static final Set<String> SCHEMES = Set.of("http", "https");

  boolean isFile() {
    return this == FILE || this == SECRET_FILE;
  }

  /** Why a value cannot be read; nothing of it is repeated, for it may be somebody's secret. */
  Optional<String> problem(String value) {
    return switch (this) {
      case HTTP_ADDRESS -> httpProblem(value);
      case HTTP_ADDRESSES ->
          parts(value).map(SettingKind::httpProblem).flatMap(Optional::stream).findFirst();
      case JDBC_ADDRESS -> jdbcProblem(value);
      case NUMBER ->
          value.matches("\\d{1,18}") ? Optional.empty() : Optional.of("is no whole number");
      case YES_OR_NO ->
          List.of("true", "false").contains(value)
              ? Optional.empty()
              : Optional.of("is neither true nor false");
      case DURATION -> durationProblem(value);
      case ACCOUNTS -> accountsProblem(value);
      case WORD, FILE, SECRET_FILE -> value.isBlank() ? Optional.of("is empty") : Optional.empty();
    };
  }

  private static Stream<String> parts(String value) {
    return Stream.of(value.split(",", -1)).map(String::strip);
  }

  private static Optional<String> httpProblem(String value) {
    Optional<URI> address = address(value).filter(uri -> uri.getHost() != null);
    if (address.map(URI::getScheme).filter(SCHEMES::contains).isEmpty()) {
      return Optional.of("is no address such as http://127.0.0.1:8545");
    }
    return address.map(URI::getUserInfo).isPresent()
        ? Optional.of("has a password in it, which every log would show; leave it out")
        : Optional.empty();
  }

  private static Optional<String> jdbcProblem(String value) {
    if (!value.startsWith(POSTGRESQL) || address(value.substring("jdbc:".length())).isEmpty()) {
      return Optional.of("is no address such as jdbc:postgresql://127.0.0.1:5432/assay");
    }
    return value.contains("password=") || value.contains("@")
        ? Optional.of("has a password in it; put it into the file of ASSAY_DB_PASSWORD_FILE")
        : Optional.empty();
  }

  private static Optional<URI> address(String value) {
    try {
      return Optional.of(URI.create(value));
    } catch (IllegalArgumentException e) {
      // Its message repeats the value.
      return Optional.empty();
    }
  }

  private static Optional<String> durationProblem(String value) {
    try {
      return Duration.parse(value).compareTo(Duration.ZERO) > 0
          ? Optional.empty()
          : Optional.of("is no time that passes");
    } catch (DateTimeParseException e) {
      return Optional.of("is no duration such as PT1H (ISO 8601)");
    }
  }

  private static Optional<String> accountsProblem(String value) {
    try {
      return TrustedDeployers.parse(value).addresses().isEmpty()
          ? Optional.of("names nobody")
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      // Its message repeats the value.
      return Optional.of("is no list of accounts, 0x and 40 hexadecimal digits each");
    }
  }

  /** A value without what may be a key: of addresses only scheme, host and port. */
  String shown(String value) {
    return switch (this) {
      case HTTP_ADDRESS -> shownAddress(value);
      case HTTP_ADDRESSES ->
          parts(value).map(SettingKind::shownAddress).collect(Collectors.joining(","));
      case JDBC_ADDRESS -> shownDatabase(value);
      case NUMBER, YES_OR_NO, DURATION, ACCOUNTS, WORD, FILE, SECRET_FILE -> value;
    };
  }

  private static String shownAddress(String value) {
    return address(value)
        .filter(uri -> uri.getHost() != null)
        .map(uri -> uri.getScheme() + "://" + uri.getHost() + port(uri) + rest(uri))
        .orElse("(not shown)");
  }

  private static String port(URI uri) {
    return uri.getPort() < 0 ? "" : ":" + uri.getPort();
  }

  private static String rest(URI uri) {
    boolean isWhole = uri.getRawPath().length() <= 1 && uri.getRawQuery() == null;
    return isWhole ? "" : "/...";
  }

  private static String shownDatabase(String value) {
    boolean isPlain = value.startsWith(POSTGRESQL) && !value.contains("@");
    return isPlain ? value.replaceFirst("\\?.*", "?...") : "(not shown)";
  }
}
