package assay.system;

import assay.agent.Agent;
import assay.chain.Address;
import assay.local.network.LocalNetwork;
import assay.registry.content.Cid;
import assay.registry.grant.AccessGrant;
import assay.training.ledger.BountyFacts;
import assay.training.spec.ModelSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One bounty with one honest miner, a thief and a parrot who copy him, a miner whose sealed
 * checkpoint rots in the store, and a miner for every lie that a checkpoint can tell.
 */
final class Siege {

  static final String AUTHOR = "author";
  static final String THIEF = "thief";
  static final String PARROT = "parrot";
  static final String ROTTEN = "rotten";

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  /** The seats wait for the rotten checkpoint until so long before the end of scoring. */
  private static final Duration LAST_CALL = Duration.ofSeconds(15);

  private final Town town;
  private final Owner owner;
  private final Job job;
  private final ModelSpec model;
  private final byte[] honest;
  private final Map<String, byte[]> lies;
  private final Map<String, Agent> miners = new ConcurrentHashMap<>();
  private final Map<String, AccessGrant> grants = new ConcurrentHashMap<>();
  private final CompletableFuture<String> echoRefused = new CompletableFuture<>();
  private final CompletableFuture<Cid> rotten = new CompletableFuture<>();
  private final CompletableFuture<BountyFacts> end = new CompletableFuture<>();

  private Siege(Town town, Owner owner, Job job, ModelSpec model) {
    this.town = town;
    this.owner = owner;
    this.job = job;
    this.model = model;
    this.honest = Models.trained(model, 7);
    this.lies = new HostileArchives(honest).all();
  }

  /** Grants everybody, posts the bounty, and lets all of them act at once. */
  static Siege lay(Town town, Scenes scenes, String output) throws Exception {
    Owner owner = Owner.settle(town, "besieged-owner", 0);
    ModelSpec model = Models.softmax(output);
    Job job =
        Job.post(town, "besieged-researcher", new Job.Wish(model, "0.5", List.of(owner.version())));
    Siege siege = new Siege(town, owner, job, model);
    scenes.set(job.id(), siege::lull);
    Thread thread = new Thread(siege::act, "siege");
    thread.setDaemon(true);
    thread.start();
    return siege;
  }

  Job job() {
    return job;
  }

  /** How it ended, waited for. */
  BountyFacts end() throws InterruptedException, ExecutionException, TimeoutException {
    return end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** What the contract said to the parrot's reveal. */
  String echoRefused() throws InterruptedException, ExecutionException, TimeoutException {
    return echoRefused.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  Address miner(String name) {
    return miners.get(name).address();
  }

  /** The lies by their names. */
  List<String> lies() {
    return List.copyOf(lies.keySet());
  }

  private Optional<Instant> lull(BountyFacts bounty) {
    Optional<Instant> deadline = Optional.of(bounty.stateDeadline());
    return switch (bounty.state()) {
      case OPEN -> deadline.filter(end -> bounty.submissions().size() == lies.size() + 4);
      case REVEAL ->
          deadline.filter(end -> echoRefused.isDone() && rotten.isDone() && isRevealed(bounty));
      case SCORING -> deadline.map(end -> end.minus(LAST_CALL)).filter(end -> isExamined(bounty));
      case NONE,
          SAMPLED,
          DRAWING,
          SCORE_REVEAL,
          SCORED,
          DELIVERING,
          SETTLED,
          REFUNDED,
          CANCELLED,
          DEFAULTED ->
          Lull.undisturbed(town, 0).of(bounty);
    };
  }

  /** All but the parrot have revealed. */
  private boolean isRevealed(BountyFacts bounty) {
    long revealed =
        bounty.submissions().stream().filter(one -> one.checkpoint().isPresent()).count();
    return revealed == lies.size() + 3;
  }

  /** Every seat has said what it thinks of the author's and of every lie. */
  private boolean isExamined(BountyFacts bounty) {
    return LocalNetwork.evaluatorNames().stream()
        .allMatch(
            name ->
                town.notes().of(name).stream()
                        .filter(note -> note.subject().equals(bounty.id().toString()))
                        .filter(note -> Set.of("scored", "refused").contains(note.event()))
                        .count()
                    == lies.size() + 1);
  }

  private void act() {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<Callable<String>> roles = new ArrayList<>();
      lies.forEach((name, archive) -> roles.add(() -> lie(name, archive)));
      roles.add(this::rot);
      roles.add(this::beCopied);
      for (var done : threads.invokeAll(roles)) {
        done.get();
      }
      end.complete(job.awaitEnd(PATIENCE));
    } catch (InterruptedException | ExecutionException | RuntimeException | AssertionError e) {
      end.completeExceptionally(e);
      echoRefused.completeExceptionally(e);
    } finally {
      threads.shutdownNow();
    }
  }

  private String lie(String name, byte[] archive) throws Exception {
    enter(name);
    RawSubmission.of(miners.get(name), job.id(), archive).commit().reveal(grants.get(name)).arm();
    return name;
  }

  /** A bit flips in the store after the reveal, where no miner can repair it. */
  private String rot() throws Exception {
    enter(ROTTEN);
    byte[] other = Models.trained(model, 8);
    RawSubmission submission =
        RawSubmission.of(miners.get(ROTTEN), job.id(), other).commit().reveal(grants.get(ROTTEN));
    Cid cid =
        Wait.forSome(
            "the reveal to be final",
            Duration.ofMinutes(1),
            () ->
                job.facts()
                    .submission(miner(ROTTEN))
                    .flatMap(mine -> mine.checkpoint())
                    .map(revealed -> revealed.cid()));
    flipBit(town, cid);
    rotten.complete(cid);
    submission.arm();
    return ROTTEN;
  }

  /** The thief knows everything and reveals first; the parrot repeats the author's commit. */
  private String beCopied() throws Exception {
    List.of(AUTHOR, THIEF, PARROT).forEach(this::enter);
    RawSubmission original = RawSubmission.of(miners.get(AUTHOR), job.id(), honest);
    RawSubmission copy = original.copiedBy(miners.get(THIEF));
    RawSubmission echo = original.copiedBy(miners.get(PARROT));
    original.commit();
    copy.commit();
    echo.commit(original.commitHash());
    copy.reveal(grants.get(THIEF));
    echoRefused.complete(echo.revealRefusal(grants.get(PARROT)));
    original.reveal(grants.get(AUTHOR));
    original.arm();
    return AUTHOR;
  }

  private void enter(String name) {
    miners.put(name, town.open("siege-" + name));
    grants.put(name, owner.grant(miner(name), HOUR));
  }

  /** Flips one bit of a block on the store's disk. */
  static void flipBit(Town town, Cid cid) throws IOException {
    Path file =
        town.network()
            .folder()
            .part("content")
            .resolve("blocks")
            .resolve(cid.digest().hex().substring(2, 4))
            .resolve(cid.text());
    byte[] block = Files.readAllBytes(file);
    block[block.length / 2] ^= 1;
    Files.write(file, block);
  }
}
