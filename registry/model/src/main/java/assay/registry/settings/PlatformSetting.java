package assay.registry.settings;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything that a platform's operator can set (docs/operator.md). In files and as a flag of the
 * server a setting has its property's name, in the environment the same in capitals, with {@code _}
 * for what is neither letter nor digit (MicroProfile Config 3.1, "Default ConfigSources").
 */
public enum PlatformSetting {
  CHAIN_URL("assay.chain.url", SettingKind.HTTP_ADDRESS, Need.REQUIRED),
  CHAIN_ID("assay.chain.id", SettingKind.NUMBER, Need.REQUIRED),
  CHAIN_FINALITY("assay.chain.finality", SettingKind.NUMBER, "12"),
  INDEX_REBUILD("assay.index.rebuild", SettingKind.YES_OR_NO, "false"),
  DEPLOYMENT_FILE("assay.deployment.file", SettingKind.FILE, Need.REQUIRED),
  DEPLOYERS("assay.deployers", SettingKind.ACCOUNTS, Need.OPTIONAL),
  DB_URL("assay.db.url", SettingKind.JDBC_ADDRESS, Need.REQUIRED),
  DB_USER("assay.db.user", SettingKind.WORD, "assay"),
  DB_PASSWORD_FILE("assay.db.password.file", SettingKind.SECRET_FILE, Need.REQUIRED),
  IPFS_API_URL("ipfs.api.url", SettingKind.HTTP_ADDRESSES, Need.REQUIRED),
  PUBLIC_URL("assay.public.url", SettingKind.HTTP_ADDRESS, Need.REQUIRED),
  SIGN_IN_LIFETIME("assay.sign-in.lifetime", SettingKind.DURATION, "PT15M"),
  SIGN_IN_RENEWABLE("assay.sign-in.renewable", SettingKind.DURATION, "PT12H"),
  LIMIT_ACCOUNT("assay.limit.account", SettingKind.NUMBER, "6000"),
  LIMIT_ADDRESS("assay.limit.address", SettingKind.NUMBER, "3000"),
  LIMIT_RELAYED("assay.limit.relayed", SettingKind.NUMBER, "20"),
  LIMIT_EXPORTS("assay.limit.exports", SettingKind.NUMBER, "8"),
  LIMIT_FORWARDED("assay.limit.forwarded", SettingKind.YES_OR_NO, "false"),
  UPLOAD_DAILY_BYTES("assay.upload.daily-bytes", SettingKind.NUMBER, "10737418240"),
  RELAY_KEY_FILE("assay.relay.key.file", SettingKind.SECRET_FILE, Need.OPTIONAL),
  RELAY_PASSWORD_FILE("assay.relay.password.file", SettingKind.SECRET_FILE, Need.OPTIONAL),
  RELAY_GAS("assay.relay.gas", SettingKind.NUMBER, "1000000"),
  RELAY_FEE("assay.relay.fee", SettingKind.NUMBER, "100000000000"),
  /** For local networks alone: else outsiders would reach the operator's own network. */
  WEBHOOK_ANYWHERE("assay.webhook.anywhere", SettingKind.YES_OR_NO, "false"),
  /** For local networks alone. */
  DEVELOPMENT_WALLET("assay.development.wallet", SettingKind.YES_OR_NO, "false"),
  /** The file that sets others; not set in itself. */
  SETTINGS_FILE("assay.settings.file", SettingKind.FILE, Need.OPTIONAL);

  private enum Need {
    REQUIRED,
    OPTIONAL
  }

  private final String property;
  private final SettingKind kind;
  private final Need need;
  private final String usual;

  PlatformSetting(String property, SettingKind kind, Need need) {
    this.property = property;
    this.kind = kind;
    this.need = need;
    this.usual = "";
  }

  PlatformSetting(String property, SettingKind kind, String usual) {
    this.property = property;
    this.kind = kind;
    this.need = Need.OPTIONAL;
    this.usual = usual;
  }

  /** Its name in a file, and as a flag of the server. */
  public String property() {
    return property;
  }

  /** Its name in the environment. */
  public String variable() {
    return property.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  /** What holds where nobody sets it; empty for nothing. */
  public String usual() {
    return usual;
  }

  boolean isRequired() {
    return need == Need.REQUIRED;
  }

  Optional<String> problem(String value) {
    return kind.problem(value);
  }

  /** Why the file that a value names cannot serve, where it names one. */
  Optional<String> fileProblem(String value) {
    return kind.isFile()
        ? NamedFile.problem(Path.of(value), kind == SettingKind.SECRET_FILE)
        : Optional.empty();
  }

  /** As much of a value as may be shown. */
  public String shown(String value) {
    return kind.shown(value);
  }

  static List<String> properties() {
    return Arrays.stream(values()).map(PlatformSetting::property).toList();
  }

  static List<String> variables() {
    return Arrays.stream(values()).map(PlatformSetting::variable).toList();
  }
}
