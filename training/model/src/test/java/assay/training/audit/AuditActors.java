package assay.training.audit;

import assay.chain.Account;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainClient;
import assay.chain.ContractCall;
import assay.chain.ContractName;
import assay.chain.LocalChain;
import assay.chain.TestAccounts;
import assay.chain.TransactionSender;
import assay.chain.Wei;
import assay.chain.contract.ActorRegistry;
import assay.registry.actor.Actors;
import assay.registry.actor.HashChain;
import assay.registry.actor.Role;
import assay.registry.content.Cid;
import assay.registry.content.DagContentStore;
import assay.registry.content.InMemoryBlockStore;
import assay.registry.dataset.DatasetCard;
import assay.registry.dataset.ElementType;
import assay.registry.dataset.Manifest;
import assay.registry.dataset.Origin;
import assay.registry.dataset.Payload;
import assay.registry.dataset.SchemaField;
import assay.registry.dataset.SharingLevel;
import assay.registry.dataset.VersionId;
import assay.registry.grant.GrantDeed;
import assay.registry.grant.GrantId;
import assay.registry.grant.GrantTerms;
import assay.registry.grant.Period;
import assay.registry.grant.Price;
import assay.registry.grant.Purpose;
import assay.registry.ledger.EthereumLedger;
import assay.registry.ledger.Ledger;
import assay.registry.seal.AgeIdentity;
import assay.registry.seal.AgeRecipient;
import assay.registry.seal.Seal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.web3j.protocol.core.RemoteFunctionCall;

/** A chain with ten evaluators, two datasets with their owner, a researcher and five miners. */
final class AuditActors implements AutoCloseable {

  /** An actor with his keys. */
  record Player(TransactionSender sender, Account account, HashChain hashes) {

    Address address() {
      return account.address();
    }
  }

  final InMemoryBlockStore blocks = new InMemoryBlockStore();
  final DagContentStore store = new DagContentStore(blocks);
  final LocalChain local = LocalChain.start();
  final Player researcher;
  final List<Player> miners = new ArrayList<>();
  final Map<Address, Player> evaluators = new LinkedHashMap<>();
  final List<VersionId> datasets = new ArrayList<>();

  private final ChainClient chain = local.chain();
  private final Actors actors = new Actors(chain, local.deployment());
  private final Ledger owner;
  private int players = 4_000;

  AuditActors() {
    researcher = player();
    for (int i = 0; i < 5; i++) {
      miners.add(player());
    }
    owner = new EthereumLedger(chain, local.deployment(), player().sender(), new SecureRandom());
    datasets.add(register("images"));
    datasets.add(register("more images"));
    Player wanderer = player();
    enrol(wanderer);
    for (int i = 0; i < 9; i++) {
      enrol(player());
    }
    leave(wanderer);
    enrol(player());
    advance(5);
  }

  private Player player() {
    Account account = TestAccounts.number(++players);
    local.node().fund(account.address(), Wei.ofEther("1000"));
    Player player =
        new Player(
            new TransactionSender(chain, account),
            account,
            new HashChain(Bytes32.keccak256("beacon of " + account.address()), 50));
    player.sender().send(actors.deposit(Wei.ofEther("100")));
    return player;
  }

  private void enrol(Player player) {
    player.sender().send(actors.join(EnumSet.of(Role.EVALUATOR), recipient()));
    player.sender().send(actors.bond(Wei.ofEther("15")));
    player.sender().send(actors.registerChain(player.hashes().tip()));
    evaluators.put(player.address(), player);
  }

  /** His place is free for the next after the delay. */
  private void leave(Player player) {
    BigInteger all = Wei.ofEther("15").value();
    player.sender().send(actorCall(actor -> actor.unbond(all)));
    advance(200);
    player.sender().send(actorCall(ActorRegistry::withdrawBond));
    evaluators.remove(player.address());
  }

  private ContractCall actorCall(Function<ActorRegistry, RemoteFunctionCall<?>> step) {
    return call(
        ContractName.ACTOR_REGISTRY,
        address -> step.apply(chain.wrap(ActorRegistry::load, address)));
  }

  static AgeRecipient recipient() {
    return AgeIdentity.generate(new SecureRandom()).recipient();
  }

  /** Gives the miner a pool that takes a tenth. */
  void joinPool(Player miner, Address pool) {
    miner.sender().send(actors.join(EnumSet.of(Role.MINER), recipient()));
    miner.sender().send(actorCall(actor -> actor.setPool(pool.hex(), BigInteger.valueOf(1_000))));
  }

  ContractCall call(ContractName name, Function<Address, RemoteFunctionCall<?>> call) {
    Address address = local.deployment().address(name);
    return ContractCall.of("do a step", address, call.apply(address).encodeFunctionCall());
  }

  Cid put(String content) {
    try {
      return store.put(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private VersionId register(String name) {
    String sealed = "sealed " + name;
    Seal seal = new Seal(sha256(sealed), sealed.length(), sha256(name), name.length());
    DatasetCard card =
        new DatasetCard(
            name,
            "for tests",
            "csv",
            List.of(new SchemaField("label", ElementType.INT32, List.of(), true)),
            10,
            "CC-BY-4.0",
            "",
            "");
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT,
            card,
            SharingLevel.L1,
            new Origin(owner.account(), owner.nextNonce()),
            new Payload(put(sealed), seal),
            List.of());
    Cid cid = put(new String(manifest.toJson(), StandardCharsets.UTF_8));
    return new VersionId(owner.register(manifest.version(cid), owner.nextNonce()).fact(), 1);
  }

  static Bytes32 sha256(String text) {
    return Bytes32.sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  GrantDeed grant(Player miner, int dataset) {
    return owner.requireLive(granted(miner, dataset)).deed();
  }

  /** A grant that is over when it is named. */
  GrantDeed revokedGrant(Player miner) {
    GrantId id = granted(miner, 0);
    GrantDeed deed = owner.requireLive(id).deed();
    owner.revoke(id);
    return deed;
  }

  private GrantId granted(Player miner, int dataset) {
    Instant now = owner.finalTime();
    return owner
        .grant(
            new GrantTerms(
                owner.account(),
                miner.address(),
                datasets.get(dataset),
                Purpose.TRAIN,
                SharingLevel.L1,
                new Period(now, now.plus(Duration.ofDays(30))),
                Price.FREE))
        .fact();
  }

  Player seat(Address evaluator) {
    return Objects.requireNonNull(evaluators.get(evaluator));
  }

  void advance(int seconds) {
    local.node().advance(Duration.ofSeconds(seconds));
  }

  @Override
  public void close() {
    local.close();
  }
}
