package assay.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.Agent;
import assay.agent.home.AgentHome;
import assay.agent.home.AgentSettings;
import assay.agent.loop.Membership;
import assay.agent.platform.Mailbox;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainSettings;
import assay.chain.LocalChain;
import assay.chain.TransactionSender;
import assay.chain.TrustedDeployers;
import assay.chain.Wei;
import assay.registry.actor.Actors;
import assay.registry.actor.HashChain;
import assay.registry.actor.Role;
import assay.registry.content.ContentStoreServer;
import assay.registry.content.DiskBlockStore;
import assay.registry.content.StoreAddresses;
import assay.registry.seal.AgeIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/**
 * An owner and a reader, on a real chain and a real store, with a mailbox that keeps no secrets.
 */
final class OwnerAndReader implements AutoCloseable {

  private final Path folder;
  private final LocalChain local;
  private final ContentStoreServer store;
  private final Mailbox mailbox;
  private final AgentHome owner;
  private final AgentHome reader;
  private final Path plain;

  OwnerAndReader(Path folder) throws IOException {
    this.folder = folder;
    local = LocalChain.start();
    store =
        ContentStoreServer.start(new DiskBlockStore(folder.resolve("store"), Clock.systemUTC()), 0);
    mailbox = new Mailbox();
    owner = home("owner");
    reader = home("reader");
    join(reader, Role.MINER);
    mailbox.signIn(owner.account().address());
    plain = Files.writeString(folder.resolve("people.csv"), "age,height\n31,1.75\n44,1.62\n");
  }

  AgentHome owner() {
    return owner;
  }

  AgentHome reader() {
    return reader;
  }

  Mailbox mailbox() {
    return mailbox;
  }

  Path plain() {
    return plain;
  }

  static Address addressOf(AgentHome home) {
    return home.account().address();
  }

  static Agent open(AgentHome home) {
    return Agent.open(home, Clock.systemUTC(), new SecureRandom());
  }

  static void join(AgentHome home, Role role) {
    try (Agent agent = open(home)) {
      new Membership(agent, role).advance();
    }
  }

  /** Lets so many judge: each bonded, and with a chain of seeds. */
  void enrolEvaluators(int count) {
    for (int number = 0; number < count; number++) {
      TransactionSender evaluator = local.newAccount();
      Actors actors = new Actors(local.chain(), local.deployment());
      HashChain seeds = new HashChain(Bytes32.keccak256("of " + evaluator.address()), 50);
      evaluator.send(actors.deposit(Wei.ofEther("50")));
      evaluator.send(
          actors.join(
              Set.of(Role.EVALUATOR), AgeIdentity.generate(new SecureRandom()).recipient()));
      evaluator.send(actors.bond(Wei.ofEther("10")));
      evaluator.send(actors.registerChain(seeds.tip()));
    }
    pass(Duration.ofSeconds(5));
  }

  /** Lets time go by on the chain. */
  void pass(Duration time) {
    local.node().advance(time);
  }

  void mine(int blocks) {
    local.node().mine(blocks);
  }

  /** A home of somebody with money. */
  AgentHome home(String name) {
    AgentHome home = AgentHome.create(folder.resolve(name), settings(), new SecureRandom());
    fund(home);
    return home;
  }

  void fund(AgentHome home) {
    local.node().fund(addressOf(home), Wei.ofEther("10"));
  }

  /** The store that is tried first is never there. */
  AgentSettings settings() {
    Path manifest = folder.resolve("deployment.json");
    local.manifest().save(manifest);
    return new AgentSettings(
        local.node().node(),
        ChainSettings.LOCAL_CHAIN_ID,
        0,
        manifest,
        StoreAddresses.parse("http://127.0.0.1:1," + store.uri()),
        mailbox.address(),
        1,
        new TrustedDeployers(Set.of(local.manifest().statement().deployer())));
  }

  Said assay(AgentHome as, String... words) {
    return Said.by(words, "--home=" + as.folder());
  }

  /** The options by which a stranger finds the chain and the contracts. */
  String[] chainOptions() {
    return new String[] {
      "--chain=" + local.node().node(),
      "--chain-id=" + ChainSettings.LOCAL_CHAIN_ID,
      "--finality=0",
      "--deployment=" + folder.resolve("deployment.json"),
      "--deployers=" + local.manifest().statement().deployer()
    };
  }

  /** Seals the plain file into a folder of that name. */
  Path sealed(String name, String... options) {
    Path out = folder.resolve(name);
    assertThat(Said.by(options, "dataset", "seal", plain.toString(), "--out=" + out).code())
        .isZero();
    return out;
  }

  /** Registers the plain file for the owner; gives the dataset's id. */
  String registered(String... options) {
    Said register = assay(owner, "dataset", "register", sealed("sealed", options).toString());
    assertThat(register.code()).isZero();
    return register.out().strip();
  }

  Said openInto(AgentHome as, String dataset, String file) {
    return assay(as, "dataset", "open", dataset, "--out=" + folder.resolve(file));
  }

  @Override
  public void close() {
    mailbox.close();
    store.close();
    local.close();
  }
}
