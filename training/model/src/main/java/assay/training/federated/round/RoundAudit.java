package assay.training.federated.round;

import assay.chain.Bytes32;
import assay.registry.audit.LogClaim;
import assay.registry.audit.Verdict;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Checks the log of a federated job's rounds. The file alone shows that each site signed its update
 * and the coordinator each round, that each round begins with the model that the one before ended
 * with, and that the anchors are over them; that the anchors are on chain, and that the chain has
 * no others, only the chain shows. What no anchor covers, the coordinator could still have written
 * anew together with the sites that it names.
 */
public final class RoundAudit {

  private static final String ORDER = "order";
  private static final String ROUNDS = "rounds";
  private static final String UPDATES = "updates";
  private static final String ONCE = "once";
  private static final String ANCHORS = "anchors";
  private static final String CHAIN = "chain";
  private static final String COVER = "cover";

  private final RoundLog log;
  private final List<FederatedRound> rounds;
  private final List<RoundHashes> hashes;
  private final List<Bytes32> roots;

  public RoundAudit(RoundLog log) {
    this.log = log;
    this.rounds = log.rounds().stream().map(RoundEntry::round).toList();
    this.hashes = rounds.stream().map(RoundHashes::of).toList();
    this.roots = hashes.stream().map(RoundHashes::root).toList();
  }

  /** Every claim, as far as the file alone can tell. */
  public List<LogClaim> offline() {
    return claims(
        new LogClaim(
            CHAIN,
            Verdict.UNCHECKED,
            "no chain was asked whether the anchors are on it, nor whether it has others"));
  }

  /**
   * Every claim, with the chain's word.
   *
   * @param onChain every anchor of the job by its coordinator, oldest first
   */
  public List<LogClaim> against(List<RoundAnchor> onChain) {
    return claims(chain(onChain));
  }

  private List<LogClaim> claims(LogClaim chain) {
    return List.of(order(), rounds(), updates(), once(), anchors(), chain, cover());
  }

  private LogClaim order() {
    return LogClaim.holdsUnless(
        ORDER,
        places().boxed().flatMap(this::outOfOrder).findFirst(),
        "%d rounds, each begins with the model that the one before ended with"
            .formatted(rounds.size()));
  }

  private Stream<String> outOfOrder(int place) {
    FederatedRound round = rounds.get(place);
    if (round.number() != place + 1) {
      return Stream.of(
          "round %d stands where round %d belongs".formatted(round.number(), place + 1));
    }
    if (place == 0 || rounds.get(place - 1).model().equals(round.previousModel())) {
      return Stream.empty();
    }
    return Stream.of(
        "round %d begins with the model %s, but the round before ended with %s"
            .formatted(round.number(), round.previousModel(), rounds.get(place - 1).model()));
  }

  private LogClaim rounds() {
    return LogClaim.holdsUnless(
        ROUNDS,
        places()
            .filter(place -> !log.rounds().get(place).isSigned(hashes.get(place).round()))
            .mapToObj(
                place ->
                    "round %d is not signed by the coordinator %s as it stands here"
                        .formatted(rounds.get(place).number(), log.job().coordinator()))
            .findFirst(),
        "each is signed by the coordinator " + log.job().coordinator());
  }

  private LogClaim updates() {
    return LogClaim.holdsUnless(
        UPDATES,
        places()
            .boxed()
            .flatMap(this::unsigned)
            .findFirst()
            .map(
                update ->
                    "the update of round %d that %s is said to have sent is not signed by him"
                        .formatted(update.round(), update.site())),
        "%d updates, each signed by the site that sent it".formatted(statements().count()));
  }

  private Stream<SiteUpdate> unsigned(int place) {
    List<SignedUpdate> updates = rounds.get(place).updates();
    List<Bytes32> signed = hashes.get(place).updates();
    return IntStream.range(0, updates.size())
        .filter(each -> !updates.get(each).isSigned(signed.get(each)))
        .mapToObj(each -> updates.get(each).statement());
  }

  private IntStream places() {
    return IntStream.range(0, rounds.size());
  }

  private Stream<SiteUpdate> statements() {
    return rounds.stream().flatMap(round -> round.updates().stream()).map(SignedUpdate::statement);
  }

  /** Sealed to a fresh key, no two updates are ever the same bytes. */
  private LogClaim once() {
    Set<Bytes32> seen = new HashSet<>();
    return LogClaim.holdsUnless(
        ONCE,
        statements()
            .filter(update -> !seen.add(update.update()))
            .findFirst()
            .map(
                update ->
                    "the update %s of %s in round %d was counted before"
                        .formatted(update.update(), update.site(), update.round())),
        "no update is counted twice");
  }

  private LogClaim anchors() {
    if (log.anchors().isEmpty()) {
      return new LogClaim(ANCHORS, Verdict.UNCHECKED, "there are none in it");
    }
    return LogClaim.holdsUnless(
        ANCHORS,
        misfit(log.anchors()),
        "%d roots, each recomputed over the round that it is said to be over"
            .formatted(log.anchors().size()));
  }

  private Optional<String> misfit(List<RoundAnchor> anchors) {
    return IntStream.range(0, anchors.size())
        .boxed()
        .flatMap(place -> misfit(anchors.get(place), place))
        .findFirst();
  }

  private Stream<String> misfit(RoundAnchor anchor, int place) {
    if (anchor.index() != place) {
      return Stream.of("anchor %d stands where anchor %d belongs".formatted(anchor.index(), place));
    }
    if (place >= roots.size()) {
      return Stream.of(
          "anchor %d is over round %d, which is not here: the log was cut after it was anchored"
              .formatted(place, place + 1));
    }
    return roots.get(place).equals(anchor.root())
        ? Stream.empty()
        : Stream.of(
            "anchor %d has the root %s, round %d has %s: it was rewritten after it was anchored"
                .formatted(place, anchor.root(), place + 1, roots.get(place)));
  }

  private LogClaim chain(List<RoundAnchor> onChain) {
    Optional<String> absent =
        log.anchors().stream()
            .filter(anchor -> !onChain.contains(anchor))
            .findFirst()
            .map(
                anchor ->
                    "anchor %d is not on the chain as it stands here, or not final yet"
                        .formatted(anchor.index()));
    return LogClaim.holdsUnless(
        CHAIN,
        absent.or(() -> misfit(onChain)),
        "the chain has %d anchors by the coordinator, the file's %d among them, each with the root of its round"
            .formatted(onChain.size(), log.anchors().size()));
  }

  private LogClaim cover() {
    int rest = rounds.size() - log.anchors().size();
    return rest <= 0
        ? new LogClaim(COVER, Verdict.HOLDS, "no round is newer than the last anchor")
        : new LogClaim(
            COVER,
            Verdict.UNCHECKED,
            "the newest %d of %d rounds are under no anchor: they could have been written anew"
                .formatted(rest, rounds.size()));
  }
}
