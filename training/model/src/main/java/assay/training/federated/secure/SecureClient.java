package assay.training.federated.secure;

import static assay.training.federated.secure.SecureAggregationRefusedException.require;

import assay.chain.Account;
import assay.chain.Address;
import assay.training.federated.rule.Update;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A client of one masked round. Its life is one step after the other, each taken once: it shows its
 * keys ({@link #advert}), deals shares of its secrets ({@link #share}), sends its update under
 * masks ({@link #mask}), signs who survived ({@link #confirm}) and tells one share of each client
 * ({@link #unmask}). So no update is masked twice by the same masks, and nobody gets the second
 * kind of a share by asking again. A step that is refused changes nothing. Not thread-safe.
 */
public final class SecureClient {

  private enum Step {
    ADVERTISED,
    SHARED,
    MASKED,
    CONFIRMED,
    UNMASKED
  }

  private final SecureRound round;
  private final Account account;
  private final SecureRandom random;
  private final ClientSecrets secrets;
  private final DerivedKeys keys;
  private final KeyAdvert advert;
  private final Map<Address, DealtShares> held = new TreeMap<>();
  private Optional<Roster> roster = Optional.empty();
  private Optional<Survivors> confirmed = Optional.empty();
  private Step done = Step.ADVERTISED;

  /**
   * @param lastRound number of the last round of this job that the account began, 0 for none: to be
   *     written down before anything of a round is sent, for who sends his update in a round twice,
   *     among others each time, tells more than a sum
   * @param account that the others know the client by, one of the round's sites
   * @param random makes the secrets of this round
   */
  public SecureClient(SecureRound round, int lastRound, Account account, SecureRandom random) {
    this(round, account, random, ClientSecrets.generate(random));
    require(
        round.number() > lastRound,
        "%s began round %d of this job before; it takes part in none up to that again, such as %d."
            .formatted(address(), lastRound, round.number()));
  }

  SecureClient(SecureRound round, Account account, SecureRandom random, ClientSecrets secrets) {
    this.round = round;
    this.account = account;
    this.random = random;
    this.secrets = secrets;
    this.keys = new DerivedKeys(round);
    this.advert = KeyAdvert.of(round, account, secrets);
  }

  public Address address() {
    return account.address();
  }

  /** Its public keys, signed. */
  public KeyAdvert advert() {
    return advert;
  }

  /** Shares of its secrets, sealed to each other client of the roster. */
  public List<SealedShares> share(Roster told) {
    requireNext(Step.ADVERTISED);
    require(
        told.round().equals(round) && told.adverts().contains(advert),
        "The roster is of another round than %d of %s, or lacks the keys of %s."
            .formatted(round.number(), round.job(), address()));
    int clients = told.adverts().size();
    List<SecretShare> maskKeys =
        Shamir.split(secrets.maskKey(), round.threshold(), clients, random);
    List<SecretShare> selfSeeds =
        Shamir.split(secrets.selfSeed(), round.threshold(), clients, random);
    List<SealedShares> sealed = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      KeyAdvert to = told.adverts().get(i);
      DealtShares dealt = new DealtShares(maskKeys.get(i), selfSeeds.get(i));
      if (to.client().equals(address())) {
        held.put(address(), dealt);
      } else {
        sealed.add(SealedShares.seal(dealt, sealing(to, true), address(), to.client()));
      }
    }
    roster = Optional.of(told);
    done = Step.SHARED;
    return sealed;
  }

  private byte[] sealing(KeyAdvert other, boolean isSending) {
    byte[] agreed = X25519.agree(secrets.sealingKey(), other.sealingKey());
    return isSending
        ? keys.sealing(agreed, address(), other.client())
        : keys.sealing(agreed, other.client(), address());
  }

  /**
   * Its update as words under a mask with each other client that dealt shares, and one of its own.
   *
   * @param dealt to it by the others; at least the threshold with its own
   * @param update whose numbers and weight are within what the round is set for
   */
  public MaskedUpdate mask(List<SealedShares> dealt, Update update) {
    requireNext(Step.SHARED);
    Map<Address, DealtShares> opened = opened(dealt);
    require(
        opened.size() + 1 >= round.threshold(),
        "%d clients dealt shares, fewer than the threshold of %d; nothing is sent."
            .formatted(opened.size() + 1, round.threshold()));
    int parameters = update.delta().length;
    int[] words = new int[FixedPoint.words(parameters)];
    words[parameters] = round.words().weightWord(update.weight());
    Masks masks = masks(opened.keySet());
    for (int from = 0; from < words.length; from += Masks.STRETCH) {
      int to = Math.min(words.length, from + Masks.STRETCH);
      round.words().encode(update, words, from, Math.min(to, parameters));
      masks.applyTo(words, from, to);
    }
    held.putAll(opened);
    done = Step.MASKED;
    return new MaskedUpdate(address(), words);
  }

  private Map<Address, DealtShares> opened(List<SealedShares> dealt) {
    Map<Address, DealtShares> opened = new TreeMap<>();
    for (SealedShares each : dealt) {
      require(
          each.to().equals(address()) && !each.from().equals(address()),
          "The shares from %s to %s are not dealt by another to %s."
              .formatted(each.from(), each.to(), address()));
      Roster told = roster.orElseThrow();
      byte[] key = sealing(told.advert(each.from()), false);
      require(
          opened.put(each.from(), each.open(key, told.place(address()))) == null,
          "%s dealt shares twice.".formatted(each.from()));
    }
    return opened;
  }

  private Masks masks(Iterable<Address> others) {
    Masks masks = new Masks();
    masks.add(keys.selfMask(secrets.selfSeed(), address()));
    for (Address other : others) {
      byte[] agreed = X25519.agree(secrets.maskKey(), roster.orElseThrow().advert(other).maskKey());
      byte[] key = keys.pairMask(agreed, address(), other);
      if (address().compareTo(other) < 0) {
        masks.add(key);
      } else {
        masks.subtract(key);
      }
    }
    return masks;
  }

  /** Signs the survivors, if they are of this round and it is one of them. */
  public SignedSurvivors confirm(Survivors told) {
    requireNext(Step.MASKED);
    require(
        roster.filter(told.roster()::equals).isPresent()
            && held.keySet().equals(new TreeSet<>(told.sharing())),
        "The survivors are of another round than %d, or of other clients than dealt shares to %s."
            .formatted(round.number(), address()));
    require(
        told.survivors().contains(address()),
        "%s is not among the survivors, though it sent its update.".formatted(address()));
    confirmed = Optional.of(told);
    done = Step.CONFIRMED;
    return told.signedBy(account);
  }

  /** One share of each client that dealt some, if enough others signed the same survivors. */
  public Unmasking unmask(Agreement agreement) {
    requireNext(Step.CONFIRMED);
    Survivors survivors = agreement.survivors();
    require(
        confirmed.filter(survivors::equals).isPresent(),
        "These are not the survivors that %s signed in round %d; it tells no second kind of share."
            .formatted(address(), round.number()));
    Map<Address, SecretShare> maskKeys = new TreeMap<>();
    Map<Address, SecretShare> selfSeeds = new TreeMap<>();
    survivors.gone().forEach(gone -> maskKeys.put(gone, share(gone).maskKey()));
    survivors.survivors().forEach(there -> selfSeeds.put(there, share(there).selfSeed()));
    done = Step.UNMASKED;
    held.clear();
    return new Unmasking(address(), maskKeys, selfSeeds);
  }

  private DealtShares share(Address of) {
    return Optional.ofNullable(held.get(of)).orElseThrow();
  }

  private void requireNext(Step before) {
    require(
        done == before,
        "%s has %s in round %d; each step of a round is taken once, in order."
            .formatted(address(), done.name().toLowerCase(Locale.ROOT), round.number()));
  }
}
