package assay.system;

import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.Agent;
import assay.agent.home.AgentHome;
import assay.agent.loop.Membership;
import assay.agent.platform.PlatformClient;
import assay.chain.Account;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainSettings;
import assay.registry.actor.Role;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.VersionId;
import assay.registry.grant.GrantId;
import assay.registry.grant.GrantStanding;
import assay.registry.grant.Purpose;
import assay.registry.ledger.GrantFacts;
import assay.registry.seal.AgeIdentity;
import assay.training.bounty.BountyId;
import assay.training.data.Digits;
import assay.training.ledger.BountyFacts;
import assay.web.browser.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An owner with nothing but a browser and a wallet, and a miner with his agent, who asks him. */
final class PortalScene implements AutoCloseable {

  private static final Duration LONG = Duration.ofMinutes(1);
  private static final int HEAP_MEGABYTES = 256;
  private static final List<String> SEALED =
      List.of("version-identity.txt", "payload.age", "manifest.json");

  private final Town town;
  private final Path folder;
  private final Account owner;
  private final Agent miner;
  private final Chromium browser;
  private final BrowserWallet wallet;
  private final PortalVisit visit;

  PortalScene(Town town, Path folder) throws IOException {
    this.town = town;
    this.folder = folder;
    this.owner = town.network().home("portal-owner").account();
    this.miner = town.open("portal-miner");
    new Membership(miner, Role.MINER).advance();
    browser = Chromium.start(Files.createDirectories(folder.resolve("chromium")), HEAP_MEGABYTES);
    browser.saveInto(folder);
    wallet = new BrowserWallet(owner, ChainSettings.LOCAL_CHAIN_ID, town.network().chain());
    visit = PortalVisit.begin(browser, town.network().portal(), wallet);
  }

  /** Seals a table in the browser, keeps the key, uploads and registers. */
  VersionId register() throws Exception {
    visit.signIn();
    visit.go("/datasets/seal");
    visit.choose("input[type=file]", table());
    visit.click("[data-destination=downloads]");
    for (String name : SEALED) {
      visit.follow("a[download=\"" + name + "\"]");
      Wait.until(name, LONG, () -> Files.exists(folder.resolve(name)));
    }
    visit.choose("[data-field=identity] input", foreignKey());
    visit.see("[data-outcome=fails]");
    visit.choose("[data-field=identity] input", key());
    visit.see("[data-outcome=opens]");
    visit.click("[data-act=upload]");
    visit.click("[data-act=register]");
    visit.sign();
    visit.follow("[data-act=dataset]");
    visit.see("[data-owner]");
    String id = visit.text("location.hash.split('/').at(-1)");
    return new VersionId(new DatasetId(new Bytes32(id)), 1);
  }

  /** The same files once more: the page knows them, and nothing is signed again. */
  void registerAgain(VersionId version) throws Exception {
    visit.go("/datasets/register");
    visit.choose(
        "[data-field=sealed] input",
        folder.resolve("payload.age"),
        folder.resolve("manifest.json"));
    visit.choose("[data-field=identity] input", key());
    visit.see("[data-outcome=opens]");
    visit.click("[data-act=upload]");
    visit.see("[data-act=dataset]");
    assertThat(visit.text("document.querySelector('[data-act=dataset]').hash"))
        .endsWith(version.dataset().toString());
  }

  /** The miner asks for the data; nobody answers yet. */
  void ask(VersionId version, Purpose purpose, String reason) {
    miner.platform().askAccess(version, purpose, reason);
  }

  /** The owner writes a rule for whoever wants to judge models, with the keyboard alone. */
  void keepARule() throws Exception {
    visit.go("/inbox/rules");
    visit.enter("[data-act=add-rule]");
    visit.tick("[data-purpose=evaluate] input");
    visit.enter("[data-act=keep-rules]");
    visit.see("[data-outcome=kept]");
  }

  /** Shows everything in that theme from now on. */
  void wear(String theme) throws Exception {
    visit.reload(theme);
  }

  /** A picture of a whole page that is not the one shown now, as wide as that. */
  void takePicture(String page, int width, Path file) throws Exception {
    visit.resize(width);
    visit.leaveFor(page);
    if (page.endsWith("/predict")) {
      askWhatADigitIs();
    }
    visit.takePicture(file);
  }

  private void askWhatADigitIs() throws Exception {
    visit.see("[data-fact=ready]");
    visit.write("[data-field=numbers] textarea", ResearcherScene.numbersOf(Digits.load().test()));
    visit.click("[data-act=ask]");
    visit.see("[data-answer] th");
  }

  /** Somebody reckons what a bounty would take, with the keyboard alone. */
  void plan() throws Exception {
    visit.go("/bounties/plan");
    visit.enter("[data-template=perceptron]");
    visit.see("[data-layers]", "Dense");
    visit.see("[data-fact=half-width]", "±");
  }

  /** Posts a bounty on that data and shows its public sample; its secrets are an agent's too. */
  void postABounty(VersionId version) throws Exception {
    ResearcherScene scene = researchers();
    BountyFacts bounty = scene.post(visit, version);
    assertThat(bounty.researcher()).isEqualTo(owner.address());
    visit.requireAccessible();
    scene.requireAgentGoesOn(bounty);
    scene.showSample(visit, bounty.id());
  }

  /** A researcher with an agent collects his model in the browser too. */
  String collect(String researcher, BountyId bounty) throws Exception {
    AgentHome home = town.network().home(researcher);
    return researchers().collect(home.account(), home.folder().resolve("identity.age"), bounty);
  }

  /** Anybody watches the miner's run: its curve among all, then its own page with its log. */
  void watchTheRun(BountyId bounty) throws Exception {
    visit.go("/bounties/" + bounty);
    visit.see("[data-runs] [data-curve]");
    visit.follow("[data-runs] a[href*='/runs/']");
    visit.see("[data-run] [data-curve]");
    visit.see("[data-run] [data-log]", "Trains on 1257 samples");
    visit.see("[data-run] [data-fact=self-reported]");
  }

  private ResearcherScene researchers() {
    return new ResearcherScene(town, miner, browser, folder);
  }

  private Path table() throws IOException {
    StringBuilder rows = new StringBuilder("a,b,label\n");
    for (int row = 0; row < 300; row++) {
      rows.append(row % 7).append(',').append(row % 5).append(',').append(row % 2).append('\n');
    }
    return Files.writeString(folder.resolve("table.csv"), rows);
  }

  private Path key() {
    return folder.resolve("version-identity.txt");
  }

  private Path foreignKey() throws IOException {
    AgeIdentity another = AgeIdentity.generate(miner.random());
    return Files.writeString(folder.resolve("another.txt"), another.reveal() + "\n");
  }

  /** The miner asks, the owner approves in his inbox, the miner has the key. */
  void approve(VersionId version) throws Exception {
    miner.platform().askAccess(version, Purpose.TRAIN, "I want to train.");
    visit.go("/inbox");
    visit.see("[data-request]", "I want to train.");
    visit.click("[data-act=approve]");
    visit.choose("[data-field=version-key] input", key());
    visit.click("[data-act=grant]");
    visit.sign();
    visit.await("document.querySelector('[data-request]') === null");
    requireKey(version, Purpose.TRAIN);
  }

  private GrantId requireKey(VersionId version, Purpose purpose) throws Exception {
    GrantId grant =
        Wait.forSome(
            "the grant",
            LONG,
            () -> {
              miner.events().refresh();
              return new GrantFacts(miner.events())
                  .given(version, miner.address(), purpose)
                  .findFirst();
            });
    Optional<AgeIdentity> opened =
        miner.keys().versionKey(miner.ledger().grant(grant).orElseThrow());
    Files.setPosixFilePermissions(key(), PosixFilePermissions.fromString("rw-------"));
    assertThat(opened.map(AgeIdentity::reveal)).contains(AgeIdentity.read(key()).reveal());
    return grant;
  }

  /** The owner writes a rule, and what it approves is signed in one go; gives the grant. */
  GrantId approveByARule(VersionId version) throws Exception {
    keepARule();
    ask(version, Purpose.EVALUATE, "I want to judge.");
    visit.go("/inbox");
    visit.see("[data-says=APPROVE]");
    visit.choose("[data-batch] [data-field=version-key] input", key());
    visit.click("[data-act=prepare-all]");
    visit.see("[data-fact=signatures]", "1 for grants, 1 for keys");
    visit.click("[data-act=answer-all]");
    visit.await("document.querySelector('[data-request]') === null");
    return requireKey(version, Purpose.EVALUATE);
  }

  /** New data is sealed as the dataset's next version. */
  void addVersion(VersionId version) throws Exception {
    visit.go("/datasets/" + version.dataset());
    visit.follow("[data-act=add-version]");
    visit.choose("form input[type=file]", table());
    visit.click("[data-destination=downloads]");
    visit.see("a[download=\"version-identity.txt\"]");
    Path first = Files.move(key(), folder.resolve("first-identity.txt"));
    visit.follow("a[download=\"version-identity.txt\"]");
    Wait.until("the new key", LONG, () -> Files.exists(key()));
    visit.choose("[data-field=identity] input", key());
    visit.see("[data-outcome=opens]");
    visit.click("[data-act=upload]");
    visit.click("[data-act=register]");
    visit.sign();
    Wait.until(
        "version 2",
        LONG,
        () -> miner.ledger().version(new VersionId(version.dataset(), 2)).isPresent());
    visit.follow("[data-act=dataset]");
    visit.see("[data-owner]");
    visit.await("document.querySelector('[data-versions]')?.dataset.versions === '2'");
    visit.choose("[data-field=backup] input", first);
    visit.see("[data-backup=opens]", "version 1");
    visit.choose("[data-field=backup] input", foreignKey());
    visit.see("[data-backup=fails]");
  }

  /** The miner asks for something else, and is told why not: by an owner without a mouse. */
  void deny(VersionId version) throws Exception {
    miner.platform().askAccess(version, Purpose.PREDICT, "I want to predict.");
    visit.go("/account");
    visit.go("/inbox");
    visit.see("[data-request]", "I want to predict.");
    visit.enter("[data-act=deny]");
    visit.enterText("[data-field=because] input", "Not for that.");
    visit.enter("[data-act=say-no]");
    visit.await("document.querySelector('[data-request]') === null");
    assertThat(miner.platform().accessReplies())
        .anySatisfy(
            reply -> {
              assertThat(reply.answer()).isEqualTo(PlatformClient.Answer.DENIED);
              assertThat(reply.because()).isEqualTo("Not for that.");
            });
  }

  /** Whoever has not joined has no key to seal to; he is told before anything is signed. */
  void grantToAStranger(VersionId version) throws Exception {
    visit.go("/datasets/" + version.dataset());
    visit.type("[data-field=grantee] input", "0x" + "ab".repeat(20));
    visit.click("[data-act=give]");
    visit.choose("[data-field=version-key] input", key());
    visit.click("[data-act=grant]");
    visit.see("[data-owner] .v-alert.text-error", "it has not joined");
  }

  /**
   * The owner looks who fetched the key and ends his newest grant, which he first declines; all of
   * it with the keyboard.
   */
  void revoke(VersionId version, GrantId grant) throws Exception {
    visit.go("/datasets/" + version.dataset());
    visit.see("[data-owner] table", "released");
    wallet.beWilling(false);
    visit.enter("[data-act=revoke]");
    visit.enter("[data-act=sign]");
    visit.see(".v-dialog [role=alert]", "You declined in the wallet");
    assertThat(miner.ledger().standing(grant)).isEqualTo(GrantStanding.LIVE);
    wallet.beWilling(true);
    visit.signByKeyboard();
    Wait.until("the end", LONG, () -> miner.ledger().standing(grant) == GrantStanding.REVOKED);
  }

  /** Everything the wallet's key was used for. */
  List<String> signed() {
    return wallet.signed();
  }

  /** The owner's account. */
  Account owner() {
    return owner;
  }

  /** With another account in the wallet the sign-in is over. */
  void changeAccount() throws Exception {
    visit.go("/account");
    visit.see("[data-fact=available]");
    visit.text("testWallet.tell('accountsChanged', ['" + miner.address().hex() + "']); ''");
    visit.see("[data-act=sign-in]");
    visit.await("document.querySelector('[data-fact=available]') === null");
  }

  /**
   * Somebody without a wallet takes the local network's own, and pays something in: all of it with
   * the keyboard.
   */
  void tryTheDevelopmentWallet() throws Exception {
    visit.enter("[data-act=sign-out]");
    visit.enter("[data-wallet=assay-development]");
    visit.see(".wallet .mark");
    visit.enter("[data-act=sign-in]");
    visit.see("[data-fact=available]", "0 ETH");
    visit.enterText("[data-field=amount] input", "0.25");
    visit.enter("[data-act=deposit]");
    visit.signByKeyboard();
    visit.see("[data-fact=available]", "0.25 ETH");
  }

  /** Nothing that axe finds keeps anybody from using the pages, signed in, in both themes. */
  void requireAccessible(VersionId version, BountyId bounty, Address trainer) throws Exception {
    for (String theme : List.of("light", "dark")) {
      visit.reload(theme);
      for (String page : pages(version, bounty, trainer)) {
        visit.go(page);
        visit.requireAccessible();
      }
    }
  }

  private List<String> pages(VersionId version, BountyId bounty, Address trainer) {
    return List.of(
        "/",
        "/datasets",
        "/datasets/" + version.dataset(),
        "/datasets/" + version.dataset() + "/new-version",
        "/datasets/seal",
        "/datasets/register",
        "/bounties",
        "/bounties/" + bounty,
        "/bounties/" + bounty + "/runs/" + trainer.hex(),
        "/bounties/" + bounty + "/predict",
        "/bounties/plan",
        "/bounties/post",
        "/pools",
        "/actors/" + miner.address().hex(),
        "/inbox",
        "/inbox/rules",
        "/account");
  }

  /** Promise S11: the portal asked nobody for anything but its own platform. */
  void requireNothingFromOthers() {
    browser.requireNothingFromOthers(town.network().portal());
  }

  @Override
  public void close() throws IOException {
    wallet.close();
    browser.close();
  }
}
