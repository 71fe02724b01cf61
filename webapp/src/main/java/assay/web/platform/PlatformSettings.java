package assay.web.platform;

import assay.chain.ChainSettings;
import assay.chain.TrustedDeployers;
import assay.chain.Wei;
import assay.registry.content.StoreAddresses;
import assay.registry.database.DatabaseSettings;
import assay.web.account.SignInSettings;
import assay.web.development.WalletOffer;
import assay.web.limit.LimitSettings;
import assay.web.relay.RelaySettings;
import assay.web.webhook.Reach;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the operator sets (docs/operator.md), read once at the start. */
@ApplicationScoped
public class PlatformSettings {

  private static final Duration POLL = Duration.ofMillis(200);

  @Inject
  @ConfigProperty(name = "assay.chain.url")
  private URI chainUrl;

  @Inject
  @ConfigProperty(name = "assay.chain.id")
  private long chainId;

  @Inject
  @ConfigProperty(name = "assay.chain.finality")
  private int finality;

  @Inject
  @ConfigProperty(name = "assay.index.rebuild")
  private boolean isRebuildAsked;

  @Inject
  @ConfigProperty(name = "assay.db.url")
  private String databaseUrl;

  @Inject
  @ConfigProperty(name = "assay.db.user")
  private String databaseUser;

  @Inject
  @ConfigProperty(name = "assay.db.password.file")
  private String databasePasswordFile;

  @Inject
  @ConfigProperty(name = "assay.deployment.file")
  private String deploymentFile;

  @Inject
  @ConfigProperty(name = "assay.deployers")
  private Optional<String> deployers;

  @Inject
  @ConfigProperty(name = "assay.public.url")
  private URI publicUrl;

  @Inject
  @ConfigProperty(name = "assay.sign-in.lifetime")
  private Duration signInLifetime;

  @Inject
  @ConfigProperty(name = "assay.sign-in.renewable")
  private Duration signInRenewable;

  @Inject
  @ConfigProperty(name = "assay.upload.daily-bytes")
  private long dailyUpload;

  @Inject
  @ConfigProperty(name = "assay.limit.account")
  private long accountLimit;

  @Inject
  @ConfigProperty(name = "assay.limit.address")
  private long addressLimit;

  @Inject
  @ConfigProperty(name = "assay.limit.forwarded")
  private boolean isForwarded;

  @Inject
  @ConfigProperty(name = "assay.limit.relayed")
  private long relayedLimit;

  @Inject
  @ConfigProperty(name = "assay.limit.exports")
  private long exportLimit;

  @Inject
  @ConfigProperty(name = "assay.relay.key.file")
  private Optional<String> relayKeyFile;

  @Inject
  @ConfigProperty(name = "assay.relay.password.file")
  private Optional<String> relayPasswordFile;

  @Inject
  @ConfigProperty(name = "assay.relay.gas")
  private long relayGas;

  @Inject
  @ConfigProperty(name = "assay.relay.fee")
  private long relayFee;

  @Inject
  @ConfigProperty(name = "assay.webhook.anywhere")
  private boolean isWebhookAnywhere;

  @Inject
  @ConfigProperty(name = "assay.development.wallet")
  private boolean isWalletAsked;

  @Inject
  @ConfigProperty(name = "ipfs.api.url")
  private String contentStoreUrl;

  /** The platform only reads: the fee cap is nothing. */
  public ChainSettings chain() {
    return new ChainSettings(chainUrl, chainId, finality, Wei.ZERO, POLL, Duration.ZERO);
  }

  /** Whether the projection is to be built anew at this start. */
  public boolean isRebuildAsked() {
    return isRebuildAsked;
  }

  public DatabaseSettings database() {
    return new DatabaseSettings(databaseUrl, databaseUser, Path.of(databasePasswordFile));
  }

  public Path deploymentFile() {
    return Path.of(deploymentFile);
  }

  /** Whose contracts the platform follows; without the setting nobody's. */
  public TrustedDeployers deployers() {
    return TrustedDeployers.parse(deployers.orElse(""));
  }

  /** What sign-in messages are held to. */
  public SignInSettings signIn() {
    return new SignInSettings(publicUrl, chainId, signInLifetime, signInRenewable);
  }

  /** Where content is kept. */
  public StoreAddresses contentStores() {
    return StoreAddresses.parse(contentStoreUrl);
  }

  /** Bytes that one account may bring in a day. */
  public long dailyUpload() {
    return dailyUpload;
  }

  /** How often somebody may ask. */
  public LimitSettings limits() {
    return new LimitSettings(accountLimit, addressLimit, relayedLimit, exportLimit, isForwarded);
  }

  /** With what key calls are brought in, if the operator has named one. */
  public Optional<RelaySettings> relay() {
    return relayKeyFile.map(
        key ->
            new RelaySettings(
                Path.of(key),
                Path.of(
                    relayPasswordFile.orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                "assay.relay.key.file is set and assay.relay.password.file is not;"
                                    + " set both, or neither."))),
                relayGas,
                relayChain()));
  }

  private ChainSettings relayChain() {
    return ChainSettings.of(chainUrl, chainId, finality)
        .withMaxFeePerGas(new Wei(BigInteger.valueOf(relayFee)));
  }

  /** Where webhooks may be. */
  public Reach webhookReach() {
    return isWebhookAnywhere ? Reach.ANYWHERE : Reach.PUBLIC;
  }

  /** Whether newcomers get a wallet; on a local network only. */
  public WalletOffer walletOffer() {
    return new WalletOffer(isWalletAsked, chainId, chainUrl);
  }
}
