package assay.training.federated.secure;

import static assay.training.federated.secure.SecureAggregationRefusedException.require;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.training.federated.rule.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The server of one masked round: gathers keys, carries shares, adds up masked updates as they
 * come, and takes the masks off their sum with the help of at least the round's threshold of
 * clients. It is told each step's end by being asked for what came of it; what comes later for that
 * step is refused, and what is refused changes nothing. That a message is from whom it names is the
 * transport's to know: only keys and signatures prove it by themselves. Streaming: holds 4 bytes a
 * parameter, however many clients there are, and as many again when it ends. Not thread-safe.
 */
public final class SecureServer {

  private final SecureRound round;
  private final Map<Address, KeyAdvert> adverts = new TreeMap<>();
  private final Map<Address, Map<Address, SealedShares>> dealt = new TreeMap<>();
  private final Map<Address, SignedSurvivors> signatures = new TreeMap<>();
  private final Map<Address, Unmasking> unmaskings = new TreeMap<>();
  private final Set<Address> masked = new TreeSet<>();
  private final int[] sum;
  private Optional<Roster> roster = Optional.empty();
  private Optional<List<Address>> sharing = Optional.empty();
  private Optional<Survivors> survivors = Optional.empty();
  private Optional<Agreement> agreement = Optional.empty();

  /**
   * @param parameters of the model
   */
  public SecureServer(SecureRound round, int parameters) {
    this.round = round;
    this.sum = new int[FixedPoint.words(parameters)];
  }

  /** Takes a client's keys. */
  public void accept(KeyAdvert advert) {
    require(
        roster.isEmpty(),
        "The keys of %s came after the roster was closed.".formatted(advert.client()));
    advert.requireOf(round);
    require(
        adverts.putIfAbsent(advert.client(), advert) == null,
        "%s showed keys before in this round.".formatted(advert.client()));
  }

  /** Who begins; closes it. */
  public Roster roster() {
    if (roster.isEmpty()) {
      roster = Optional.of(new Roster(round, List.copyOf(adverts.values())));
    }
    return roster.orElseThrow();
  }

  /** Takes the shares that a client deals: one for each other client of the roster. */
  public void accept(Address from, List<SealedShares> shares) {
    require(
        roster.isPresent() && sharing.isEmpty(),
        "The shares of %s came before the roster was closed, or after others were handed out."
            .formatted(from));
    Map<Address, SealedShares> byReceiver = new TreeMap<>();
    shares.forEach(each -> byReceiver.put(each.to(), each));
    Set<Address> others = new TreeSet<>(roster().clients());
    require(
        others.remove(from)
            && byReceiver.keySet().equals(others)
            && shares.size() == others.size()
            && shares.stream().allMatch(each -> each.from().equals(from)),
        "%s did not deal one share to each other client of the roster.".formatted(from));
    require(dealt.putIfAbsent(from, byReceiver) == null, "%s dealt shares before.".formatted(from));
  }

  /** What the others dealt to a client; closes dealing. */
  public List<SealedShares> sharesFor(Address client) {
    if (sharing.isEmpty()) {
      require(
          dealt.size() >= round.threshold(),
          "%d clients dealt shares, fewer than the threshold of %d; the round ends here."
              .formatted(dealt.size(), round.threshold()));
      sharing = Optional.of(List.copyOf(dealt.keySet()));
    }
    List<SealedShares> shares = new ArrayList<>();
    for (Map<Address, SealedShares> each : dealt.values()) {
      Optional.ofNullable(each.get(client)).ifPresent(shares::add);
    }
    return shares;
  }

  /** Adds a masked update. */
  public void accept(MaskedUpdate update) {
    require(
        survivors.isEmpty() && sharing.filter(list -> list.contains(update.client())).isPresent(),
        "The update of %s came after the survivors were named, or it dealt no shares."
            .formatted(update.client()));
    require(
        update.words().length == sum.length,
        "The update of %s has %d words instead of %d."
            .formatted(update.client(), update.words().length, sum.length));
    require(masked.add(update.client()), "%s sent an update before.".formatted(update.client()));
    addTo(sum, update.words());
  }

  private static void addTo(int[] sum, int[] words) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += words[i];
    }
  }

  /** How many masked updates came. */
  public int accepted() {
    return masked.size();
  }

  /** Whose updates are in the sum; closes it. */
  public Survivors survivors() {
    if (survivors.isEmpty()) {
      survivors =
          Optional.of(new Survivors(roster(), sharing.orElse(List.of()), List.copyOf(masked)));
    }
    return survivors.orElseThrow();
  }

  /** Takes a survivor's signature. */
  public void accept(SignedSurvivors signed) {
    require(
        survivors.isPresent() && agreement.isEmpty(),
        "%s signed before the survivors were named, or after they were agreed on."
            .formatted(signed.client()));
    Bytes32 hash = survivors().hash();
    Agreement.requireSigned(survivors(), signed, hash);
    signatures.putIfAbsent(signed.client(), signed);
  }

  /** That enough signed; closes signing. */
  public Agreement agreement() {
    if (agreement.isEmpty()) {
      agreement = Optional.of(new Agreement(survivors(), List.copyOf(signatures.values())));
    }
    return agreement.orElseThrow();
  }

  /** Takes a survivor's shares. */
  public void accept(Unmasking unmasking) {
    Survivors agreed = agreement().survivors();
    require(
        agreed.survivors().contains(unmasking.client())
            && unmasking.maskKeys().keySet().equals(new TreeSet<>(agreed.gone()))
            && unmasking.selfSeeds().keySet().equals(new TreeSet<>(agreed.survivors())),
        "The shares of %s are not those of each survivor's seed and of each other's mask key."
            .formatted(unmasking.client()));
    int place = roster().place(unmasking.client());
    require(
        unmasking.maskKeys().values().stream().allMatch(share -> share.place() == place)
            && unmasking.selfSeeds().values().stream().allMatch(share -> share.place() == place),
        "%s told shares of another place than its own, %d.".formatted(unmasking.client(), place));
    unmaskings.putIfAbsent(unmasking.client(), unmasking);
  }

  /**
   * The weighted mean of the survivors' updates, with the sum of their weights.
   *
   * @throws SecureAggregationRefusedException if fewer than the threshold told shares, or these or
   *     an update were wrong
   */
  public Update mean() {
    require(
        unmaskings.size() >= round.threshold(),
        "%d clients told shares, fewer than the threshold of %d; the masks stay on."
            .formatted(unmaskings.size(), round.threshold()));
    int[] plain = sum.clone();
    new Reconstruction(agreement().survivors(), unmaskings.values()).masks().applyTo(plain);
    int clients = masked.size();
    double weight = round.words().weight(plain[plain.length - 1]);
    require(
        weight > 0 && weight <= clients * round.words().heaviest(),
        "The weights of %d clients come to %s; a share or an update was wrong."
            .formatted(clients, weight));
    return new Update("sum of " + clients + " clients", round.words().mean(plain), weight);
  }
}
