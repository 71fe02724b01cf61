package assay.system;

import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.Agent;
import assay.chain.Account;
import assay.chain.Bytes32;
import assay.chain.ChainSettings;
import assay.engine.dl4j.Dl4jEngine;
import assay.registry.dataset.VersionId;
import assay.registry.seal.AgeIdentity;
import assay.registry.seal.Opener;
import assay.training.bounty.BountyId;
import assay.training.bounty.BountyOrigin;
import assay.training.bounty.BountySpec;
import assay.training.bounty.TestSet;
import assay.training.bounty.TestSetFile;
import assay.training.checkpoint.Checkpoint;
import assay.training.checkpoint.CheckpointArchive;
import assay.training.data.CsvData;
import assay.training.data.Digits;
import assay.training.data.LabelledData;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.BountySpecs;
import assay.training.ledger.BountyState;
import assay.web.browser.Chromium;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Researchers with nothing but a browser and a wallet: one posts a bounty and shows its public
 * sample, another collects the model that his agent was delivered too.
 */
final class ResearcherScene {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final Town town;
  private final Agent watcher;
  private final Chromium browser;
  private final Path folder;

  ResearcherScene(Town town, Agent watcher, Chromium browser, Path folder) {
    this.town = town;
    this.watcher = watcher;
    this.browser = browser;
    this.folder = folder;
  }

  /** Writes a bounty step by step, saves its secrets, pays in and opens it. */
  BountyFacts post(PortalVisit visit, VersionId version) throws Exception {
    visit.go("/bounties/post");
    visit.type("[data-field=name] input", "Read digits");
    visit.click("[data-dataset='" + version.dataset() + "'] input");
    visit.click("[data-act=next]");
    visit.choose("[data-field=table] input", table());
    visit.see("[data-fact=samples]", "240");
    visit.requireAccessible();
    visit.click("[data-act=next]");
    visit.click("[data-template=perceptron]");
    visit.see("[data-layers]", "Dense");
    visit.click("[data-act=next]");
    visit.type("[data-field=threshold] input", "50");
    visit.see("[data-fact=half-width]", "±");
    visit.click("[data-act=next]");
    visit.type("[data-field=reward] input", "0.3");
    visit.requireAccessible();
    visit.click("[data-act=next]");
    visit.click("[data-act=seal]");
    visit.choose("[data-field=backup] input", saved(visit, "[data-act=save]"));
    visit.see("[data-outcome=fits]");
    visit.requireAccessible();
    visit.click("[data-act=pay-in]");
    visit.sign();
    visit.click("[data-act=open]");
    visit.sign();
    visit.follow("[data-act=bounty]");
    visit.see("[data-duties]");
    return facts(new BountyId(new Bytes32(visit.text("location.hash.split('/').at(-1)"))));
  }

  private Path table() throws IOException {
    Path table = folder.resolve("test-set.csv");
    try (OutputStream out = Files.newOutputStream(table)) {
      CsvData.write(Job.smallTest(), out);
    }
    return table;
  }

  private Path saved(PortalVisit visit, String link) throws Exception {
    visit.see(link);
    Path file = folder.resolve(visit.text("document.querySelector(`%s`).download".formatted(link)));
    visit.follow(link);
    Wait.until(file.toString(), LONG, () -> Files.exists(file));
    return file;
  }

  /** Shows the public sample as soon as its seed is drawn, which opens the bounty. */
  void showSample(PortalVisit visit, BountyId bounty) throws Exception {
    visit.choose("[data-duties] [data-field=backup] input", backup(bounty));
    visit.click("[data-act=show-sample]");
    visit.sign();
    Wait.until("the bounty to open", LONG, () -> facts(bounty).state() == BountyState.OPEN);
    visit.see("[data-duties] [data-fact=nothing]");
  }

  /** Gives each seat of the panel, as soon as it is seated, the key of the sealed test set. */
  void giveTestKey(PortalVisit visit, BountyId bounty) throws Exception {
    visit.choose("[data-duties] [data-field=backup] input", backup(bounty));
    visit.click("[data-act=give-test-key]");
    visit.see("[data-outcome=given]");
  }

  /** What was saved before the bounty was opened. */
  Path backup(BountyId bounty) {
    return folder.resolve("assay-bounty-" + bounty.toString().substring(2, 10) + ".tar");
  }

  /** An agent's home with the backup unpacked in it has all that the bounty commits to. */
  void requireAgentGoesOn(BountyFacts bounty) throws Exception {
    Path home = Files.createDirectories(folder.resolve("unpacked"));
    Process tar =
        new ProcessBuilder("tar", "-xf", backup(bounty.id()).toString(), "-C", home.toString())
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).isZero();
    BountyOrigin origin = bounty.origin(watcher.deployment().chainId(), watcher.market().address());
    Path kept = home.resolve("bounties").resolve(origin.nonce().toString());
    AgeIdentity testKey = AgeIdentity.read(kept.resolve("test-key.age"));
    BountySpec.SealedTestSet sealed = new BountySpecs(watcher.store()).fetch(bounty).testSet();
    byte[] opened;
    try (InputStream in = Files.newInputStream(kept.resolve("test-set.age"))) {
      opened = new Opener().openInMemory(in, testKey, sealed.seal());
    }
    TestSet testSet =
        TestSetFile.read(new ByteArrayInputStream(opened), origin, bounty.testCount());
    testSet.requireRoot(bounty.testRoot());
    assertThat(kept.resolve("test-set.bin")).hasBinaryContent(opened);
    assertThat(testSet.samples().sha256()).isEqualTo(Job.smallTest().sha256());
    assertThat(AgeIdentity.read(home.resolve("identity.age")).recipient())
        .isEqualTo(bounty.recipient());
  }

  /**
   * Collects a delivered model with the identity of its researcher's agent.
   *
   * @return the SHA-256 that the page shows
   */
  String collect(Account researcher, Path identity, BountyId bounty) throws Exception {
    try (BrowserWallet wallet =
        new BrowserWallet(researcher, ChainSettings.LOCAL_CHAIN_ID, town.network().chain())) {
      PortalVisit visit = PortalVisit.begin(browser, town.network().portal(), wallet);
      visit.signIn();
      visit.go("/bounties/" + bounty);
      String sha256 = collect(visit, identity);
      publish(visit, bounty);
      return sha256;
    }
  }

  /** Gives what was collected to everybody; then a page answers as the engine does. */
  private void publish(PortalVisit visit, BountyId bounty) throws Exception {
    visit.click("[data-act=publish-model]");
    visit.see("[data-outcome=published]");
    visit.follow("[data-act=predict]");
    visit.see("[data-fact=ready]");
    LabelledData digit = Digits.load().test().select(new int[] {0});
    visit.write("[data-field=numbers] textarea", numbersOf(digit));
    visit.click("[data-act=ask]");
    visit.see("[data-answer] tr:first-child th[data-label='%d']".formatted(answer(bounty, digit)));
  }

  /** The first sample as somebody would type it. */
  static String numbersOf(LabelledData data) {
    return Arrays.toString(data.sample(0).values()).replaceAll("[\\[\\]]", "");
  }

  /** The label that the published archive's model gives the sample. */
  private int answer(BountyId bounty, LabelledData sample) throws IOException {
    URI archive =
        town.network().portal().resolve("/api/v1/bounties/" + bounty + "/published-model/archive");
    try (InputStream in = archive.toURL().openStream()) {
      Checkpoint model = CheckpointArchive.read(in);
      float[] shares =
          new Dl4jEngine(System::nanoTime).predict(model.spec(), model.weights(), sample)[0];
      return IntStream.range(0, shares.length)
          .reduce((best, label) -> shares[label] > shares[best] ? label : best)
          .orElseThrow();
    }
  }

  /** The same on the bounty's page, as soon as a key has come. */
  String collect(PortalVisit visit, Path secrets) throws Exception {
    visit.choose("[data-duties] [data-field=backup] input", secrets);
    visit.await(
        """
        (() => {
          const collect = document.querySelector('[data-act=collect]');
          if (collect?.disabled === false) collect.click();
          return document.querySelector('[data-fact=sha256]') !== null;
        })()""");
    Path model = saved(visit, "[data-act=save-model]");
    String shown = visit.text("document.querySelector('[data-fact=sha256]').textContent");
    assertThat(Bytes32.sha256(Files.readAllBytes(model)).hex()).isEqualTo(shown);
    return shown;
  }

  private BountyFacts facts(BountyId bounty) {
    watcher.events().refresh();
    return BountyFacts.of(watcher.events(), bounty).orElseThrow();
  }
}
