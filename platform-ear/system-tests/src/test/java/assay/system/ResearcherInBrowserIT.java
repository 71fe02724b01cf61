package assay.system;

import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.Agent;
import assay.chain.Account;
import assay.chain.Bytes32;
import assay.chain.ChainSettings;
import assay.tool.DebianTool;
import assay.training.bounty.BountyId;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.BountyState;
import assay.web.browser.Chromium;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A whole bounty of somebody who has a browser, a wallet and a file, and no agent. */
@Tag("release")
class ResearcherInBrowserIT {

  private static final Duration LONG = Duration.ofMinutes(4);
  private static final int HEAP_MEGABYTES = 256;

  private static Town town;
  private static Agent watcher;
  private static Owner owner;

  @BeforeAll
  static void startTown() throws Exception {
    DebianTool.require("chromium", "chromium");
    town = Town.start("researcher-in-browser");
    watcher = town.open("watcher");
    owner = Owner.settle(town, "owner", 0).approveAll(town, "owner");
    town.awaitEvaluators(watcher);
    town.employ("hurry", new Hurry(town, town.open("hurry"), Lull.undisturbed(town, 1)));
  }

  @AfterAll
  static void endTown() throws Exception {
    if (town != null) {
      town.end();
    }
  }

  @Test
  void shouldPostAttendToAndCollectWithAWalletAndABackup() throws Exception {
    Account researcher = town.network().home("portal-researcher").account();
    Path folder = Files.createDirectories(town.network().folder().part("browser"));
    try (Chromium browser =
            Chromium.start(Files.createDirectories(folder.resolve("chromium")), HEAP_MEGABYTES);
        BrowserWallet wallet =
            new BrowserWallet(researcher, ChainSettings.LOCAL_CHAIN_ID, town.network().chain())) {
      browser.saveInto(folder);
      PortalVisit visit = PortalVisit.begin(browser, town.network().portal(), wallet);
      visit.signIn();
      ResearcherScene scene = new ResearcherScene(town, watcher, browser, folder);

      BountyId bounty = scene.post(visit, owner.version()).id();
      scene.showSample(visit, bounty);
      await(bounty, BountyState.SCORING);
      scene.giveTestKey(visit, bounty);
      await(bounty, BountyState.DELIVERING);
      String collected = scene.collect(visit, scene.backup(bounty));

      BountyFacts end = await(bounty, BountyState.SETTLED);
      assertThat(new Bytes32(collected))
          .isEqualTo(
              end.winner()
                  .flatMap(end::submission)
                  .flatMap(won -> won.checkpoint())
                  .orElseThrow()
                  .seal()
                  .plainSha256());
      assertThat(wallet.signed())
          .isEqualTo(
              List.of(
                  "personal_sign",
                  "eth_sendTransaction",
                  "eth_sendTransaction",
                  "eth_sendTransaction",
                  "eth_signTypedData_v4",
                  "eth_signTypedData_v4",
                  "eth_signTypedData_v4"));
      browser.requireNothingFromOthers(town.network().portal());
    }
  }

  private static BountyFacts await(BountyId bounty, BountyState state) throws InterruptedException {
    Wait.until(
        "bounty " + bounty + " to be " + state,
        LONG,
        () -> facts(bounty).state().compareTo(state) >= 0);
    return facts(bounty);
  }

  private static BountyFacts facts(BountyId bounty) {
    watcher.events().refresh();
    return BountyFacts.of(watcher.events(), bounty).orElseThrow();
  }
}
