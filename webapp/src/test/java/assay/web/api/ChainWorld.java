package assay.web.api;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ContractName;
import assay.chain.ForwardRequest;
import assay.chain.HashSignature;
import assay.chain.LocalChain;
import assay.chain.TestWallet;
import assay.chain.TransactionPreparer;
import assay.chain.TransactionSender;
import assay.chain.Wei;
import assay.registry.actor.Actors;
import assay.registry.actor.HashChain;
import assay.registry.actor.Role;
import assay.registry.catalogue.Catalogue;
import assay.registry.catalogue.RegistryProjection;
import assay.registry.content.Cid;
import assay.registry.content.ContentStore;
import assay.registry.database.TestDatabase;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.Manifest;
import assay.registry.dataset.Origin;
import assay.registry.dataset.SharingLevel;
import assay.registry.dataset.VersionId;
import assay.registry.grant.GrantHistory;
import assay.registry.grant.GrantTerms;
import assay.registry.grant.Period;
import assay.registry.grant.Price;
import assay.registry.grant.Purpose;
import assay.registry.index.ChainIndexer;
import assay.registry.index.RegistryWorld;
import assay.registry.intent.AccountIntents;
import assay.registry.intent.DatasetIntents;
import assay.registry.intent.GrantIntents;
import assay.registry.intent.IntentPreparer;
import assay.registry.intent.PreparedIntent;
import assay.registry.intent.SampleManifest;
import assay.registry.relay.Relayer;
import assay.registry.seal.AgeIdentity;
import assay.registry.seal.AgeRecipient;
import assay.registry.seal.Seal;
import assay.training.bounty.BountyId;
import assay.training.bounty.BountySpec;
import assay.training.bounty.Score;
import assay.training.intent.BountyIntents;
import assay.training.ledger.BountyTerms;
import assay.training.spec.Architectures;
import assay.training.spec.ModelSpecJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What the examples of prepared transactions are about, on a real chain: the owner's dataset, his
 * grant to the miner and the researcher's bounty. Their ids differ from chain to chain, so the
 * examples name others, in whose place {@link #translated} puts them.
 */
final class ChainWorld implements AutoCloseable {

  private static final AgeRecipient RECIPIENT =
      AgeIdentity.generate(new RepeatableRandom()).recipient();
  private static final int EVALUATORS = 3;
  private static final long MOST_RELAYED_GAS = 1_000_000;
  private static final byte[] PAYLOAD = {1, 2, 3};
  private static final byte[] NEXT_PAYLOAD = {4, 5, 6};

  private final LocalChain local;
  private final ContentStore store;
  private final TestDatabase database = TestDatabase.create();
  private final DatasetIntents datasets;
  private final GrantIntents grants;
  private final AccountIntents accounts;
  private final BountyIntents bounties;
  private final Relayer relayer;
  private final DatasetId dataset;
  private final Bytes32 grant;
  private final BountyId bounty;

  ChainWorld(LocalChain local, ContentStore store) throws IOException {
    this.local = local;
    this.store = store;
    Catalogue catalogue = new Catalogue(database.database());
    IntentPreparer preparer = new IntentPreparer(new TransactionPreparer(local.chain()));
    this.datasets =
        new DatasetIntents(local.chain(), local::deployment, catalogue, store, preparer);
    this.grants = new GrantIntents(local.chain(), local::deployment, new Random(3), preparer);
    this.accounts = new AccountIntents(local.chain(), local::deployment, preparer);
    this.bounties = new BountyIntents(local.chain(), local::deployment, store, preparer);
    this.relayer =
        new Relayer(local.chain(), local::deployment, local.newAccount(), MOST_RELAYED_GAS);
    for (Persona persona : Persona.values()) {
      local.anvil().fund(persona.address(), Wei.ofEther("100"));
    }
    this.dataset = new DatasetId(register());
    keep(manifest(1, NEXT_PAYLOAD).toJson());
    keep(manifest(0, NEXT_PAYLOAD).toJson());
    this.grant = giveGrant();
    IntStream.range(0, EVALUATORS).forEach(number -> enrol(local.newAccount()));
    local.anvil().advance(Duration.ofSeconds(5));
    this.bounty = new BountyId(post());
    bond(Persona.EVALUATOR);
    index();
  }

  DatasetIntents datasets() {
    return datasets;
  }

  GrantIntents grants() {
    return grants;
  }

  AccountIntents accounts() {
    return accounts;
  }

  BountyIntents bounties() {
    return bounties;
  }

  Relayer relayer() {
    return relayer;
  }

  /** An example with this chain's ids in the place of its own. */
  String translated(String example) {
    String known = translatedIds(example);
    return known.contains(World.RELAY_SIGNATURE) ? signed(known) : known;
  }

  /** A request as the owner would sign it now. */
  private String signed(String example) {
    ForwardRequest request =
        relayer.request(
            Persona.OWNER.address(),
            local.deployment().address(ContractName.ACTOR_REGISTRY),
            World.RELAYED_GAS,
            World.RELAYED_CALL);
    Address relay = local.deployment().address(ContractName.RELAY);
    Bytes32 hash = request.hash(local.deployment().chainId(), relay);
    return example
        .replace(World.RELAY_NONCE, request.nonce().toString())
        .replace(World.RELAY_DEADLINE, request.deadline().toString())
        .replace(World.RELAY_SIGNATURE, HashSignature.sign(Persona.OWNER.account(), hash).hex());
  }

  private String translatedIds(String example) {
    return example
        .replace(
            World.ACTOR_REGISTRY.hex(),
            local.deployment().address(ContractName.ACTOR_REGISTRY).hex())
        .replace(World.DATASET.hex(), dataset.value().hex())
        .replace(World.GRANT.hex(), grant.hex())
        .replace(World.BOUNTY.hex(), bounty.value().hex());
  }

  @Override
  public void close() {
    database.close();
  }

  private Bytes32 register() throws IOException {
    keep(PAYLOAD);
    keep(NEXT_PAYLOAD);
    Cid manifest = keep(manifest(0, PAYLOAD).toJson());
    return sign(Persona.OWNER, datasets.register(Persona.OWNER.address(), manifest), "dataset");
  }

  private Bytes32 giveGrant() {
    Instant now = local.chain().finalHead().time();
    GrantTerms terms =
        new GrantTerms(
            Persona.OWNER.address(),
            Persona.MINER.address(),
            new VersionId(dataset, 1),
            Purpose.TRAIN,
            SharingLevel.L1,
            new Period(now, now.plus(Duration.ofDays(30))),
            Price.FREE);
    return sign(Persona.OWNER, grants.grant(terms, GrantHistory.UNLIMITED), "grant");
  }

  private void enrol(TransactionSender evaluator) {
    Actors actors = new Actors(local.chain(), local.deployment());
    HashChain chain = new HashChain(Bytes32.keccak256("of " + evaluator.address()), 50);
    evaluator.send(actors.deposit(Wei.ofEther("50")));
    evaluator.send(actors.join(Set.of(Role.EVALUATOR), RECIPIENT));
    evaluator.send(actors.bond(Wei.ofEther("10")));
    evaluator.send(actors.registerChain(chain.tip()));
  }

  private void bond(Persona evaluator) {
    Actors actors = new Actors(local.chain(), local.deployment());
    TransactionSender sender = new TransactionSender(local.chain(), evaluator.account());
    sender.send(actors.deposit(Wei.ofEther("10")));
    sender.send(actors.join(Set.of(Role.EVALUATOR), RECIPIENT));
    sender.send(actors.bond(Wei.ofEther("10")));
  }

  private Bytes32 post() throws IOException {
    Persona researcher = Persona.RESEARCHER;
    new TestWallet(local.chain(), researcher.account())
        .send(accounts.deposit(researcher.address(), Wei.ofEther("20")).transaction());
    Cid cid = keep(spec().toJson());
    PreparedIntent prepared =
        bounties.open(researcher.address(), cid, spec -> terms(cid, spec.hash()));
    return sign(researcher, prepared, "bounty");
  }

  private BountyTerms terms(Cid spec, Bytes32 specHash) {
    return new BountyTerms(
        BigInteger.ZERO,
        new BountyTerms.Spec(spec, specHash, RECIPIENT),
        new BountyTerms.Test(
            Bytes32.keccak256("root"), 200, Bytes32.keccak256("key"), new Score(950_000)),
        new BountyTerms.Panel(3, 2, 1 << 20),
        BountyTerms.Money.inEther(
            Wei.ofEther("3"), Wei.ofEther("0.3"), Wei.ofEther("0.5"), Wei.ofEther("0.1"), 2),
        BountyTerms.Split.standard(Persona.OPERATOR.address()),
        List.of(new BountyTerms.DatasetWeight(new VersionId(dataset, 1), 10_000, true)),
        new BountyTerms.Windows(3600, 3600, 3600, 3600, 3600, 3600, 3600, 3600, 3600),
        BountyTerms.Extras.NONE);
  }

  private static BountySpec spec() {
    Bytes32 hash = Bytes32.ZERO;
    byte[] model = ModelSpecJson.write(Architectures.perceptron(4, 8, 6, 1));
    return new BountySpec(
        BountySpec.FORMAT,
        "Tell them apart",
        "",
        "accuracy",
        new String(model, StandardCharsets.UTF_8),
        new BountySpec.Data(4, 0, 1, 6),
        new BountySpec.SealedTestSet(Cid.of(Cid.Codec.RAW, PAYLOAD), new Seal(hash, 3, hash, 3)));
  }

  private static Manifest manifest(long nonce, byte[] payload) {
    return SampleManifest.of(new Origin(Persona.OWNER.address(), nonce), payload);
  }

  private Bytes32 sign(Persona persona, PreparedIntent prepared, String foretold) {
    new TestWallet(local.chain(), persona.account()).send(prepared.transaction());
    return new Bytes32(prepared.intent().particulars().getOrDefault(foretold, ""));
  }

  private Cid keep(byte[] content) throws IOException {
    Cid cid = store.put(new ByteArrayInputStream(content));
    store.pin(cid);
    return cid;
  }

  private void index() {
    RegistryWorld.drain(
        new ChainIndexer(
            database.database(),
            local.chain(),
            local.deployment(),
            List.of(new RegistryProjection())));
  }
}
