package assay.system;

import assay.agent.Agent;
import assay.agent.home.AgentHome;
import assay.agent.loop.AgentTask;
import assay.agent.platform.PlatformClient;
import assay.chain.ContractName;
import assay.chain.contract.BountyMarket;
import assay.registry.RegistryException;
import assay.registry.grant.EnvelopeKind;
import assay.registry.seal.AgeIdentity;
import assay.registry.seal.Opener;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.BountyState;
import assay.training.ledger.SubmissionFacts.SealedCheckpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * A researcher who wants the model before the money is locked: in every state of his bounties he
 * asks the mailbox for checkpoint keys, and tries every key he has on every sealed checkpoint.
 */
final class Peeper implements AgentTask {

  private final Agent watcher;
  private final AgentHome victim;
  private final PlatformClient mailbox;
  private final BountyMarket market;
  private final Set<BountyState> triedInVain = EnumSet.noneOf(BountyState.class);
  private final List<String> gains = new CopyOnWriteArrayList<>();

  /**
   * @param watcher an account that reads the chain for him
   * @param researcher whose mailbox and keys he uses
   */
  Peeper(Agent watcher, AgentHome researcher) {
    this.watcher = watcher;
    this.victim = researcher;
    this.mailbox =
        new PlatformClient(watcher.settings().platform(), researcher.account(), Clock.systemUTC());
    this.market =
        watcher
            .chain()
            .wrap(BountyMarket::load, watcher.deployment().address(ContractName.BOUNTY_MARKET));
  }

  @Override
  public void advance() {
    watcher.events().refresh();
    BountyFacts.all(watcher.events()).stream()
        .filter(bounty -> bounty.researcher().equals(victim.account().address()))
        .forEach(this::peep);
  }

  /** States in which he found nothing at all. */
  synchronized Set<BountyState> triedInVain() {
    return EnumSet.copyOf(triedInVain);
  }

  /** What he got too early. */
  List<String> gains() {
    return List.copyOf(gains);
  }

  /** The newest state is read after the mailbox: it can only be later than the mailbox's answer. */
  private synchronized void peep(BountyFacts bounty) {
    int letters = mailbox.fetch(EnvelopeKind.CHECKPOINT_KEY, bounty.id().value()).size();
    int opened = opened(bounty);
    BountyState now = newestState(bounty);
    if (letters + opened == 0) {
      triedInVain.add(bounty.state());
    } else if (now.compareTo(BountyState.DELIVERING) < 0) {
      gains.add("%d letters, %d opened in %s".formatted(letters, opened, now));
    }
  }

  private BountyState newestState(BountyFacts bounty) {
    return BountyState.numbered(
        watcher
            .chain()
            .read("a state", () -> market.stateOf(bounty.id().value().bytes()).send().state)
            .longValueExact());
  }

  private int opened(BountyFacts bounty) {
    int opened = 0;
    for (var submission : bounty.submissions()) {
      if (submission.checkpoint().isPresent()) {
        opened += opened(submission.checkpoint().get());
      }
    }
    return opened;
  }

  private int opened(SealedCheckpoint sealed) {
    return (int) keys().stream().filter(key -> opens(key, sealed)).count();
  }

  private boolean opens(AgeIdentity key, SealedCheckpoint sealed) {
    try (InputStream in = watcher.store().get(sealed.cid(), sealed.seal().cipherBytes())) {
      new Opener().openInMemory(in, key, sealed.seal());
      return true;
    } catch (RegistryException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<AgeIdentity> keys() {
    List<AgeIdentity> keys = new ArrayList<>();
    try (Stream<Path> files = Files.walk(victim.folder())) {
      files
          .filter(file -> file.endsWith("identity.age") || file.endsWith("test-key.age"))
          .forEach(file -> keys.add(AgeIdentity.read(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return keys;
  }
}
