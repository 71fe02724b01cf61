package assay.agent.miner;

import assay.agent.Agent;
import assay.agent.keys.KeyExchange;
import assay.agent.keys.KeyKeptException;
import assay.agent.loop.Narrator;
import assay.registry.dataset.DatasetVersion;
import assay.registry.dataset.VersionId;
import assay.registry.grant.AccessGrant;
import assay.registry.grant.GrantDeed;
import assay.registry.grant.GrantId;
import assay.registry.grant.GrantStanding;
import assay.registry.grant.Purpose;
import assay.registry.ledger.GrantFacts;
import assay.registry.ledger.Ledger;
import assay.training.bounty.BountySpec;
import assay.training.checkpoint.Provenance.DataIdentity;
import assay.training.data.DataFormat;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.BountyFacts.DatasetPart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Gets a bounty's datasets: asks their owners, waits for grants and keys, opens the data in memory.
 * Every time data is handed out the grants are looked at anew.
 */
final class DataAccess {

  private final Agent agent;
  private final Narrator narrator;
  private final DataRule rule;
  private final Ledger ledger;
  private final Holding holding;
  private final Denials denials;
  private final Set<String> asked = new HashSet<>();
  private final Set<String> told = new HashSet<>();
  private final VersionReader versions;
  private final Map<VersionId, OpenedDataset> opened = new HashMap<>();

  /** What a training needs of a dataset. */
  enum Holding {
    /** Its plain data: a grant, and the key that goes with it. */
    DATA("I want to train a model for this bounty."),
    /** The right to learn from it where it is: a grant alone. */
    RIGHT("I want to lead the federated training for this bounty; no key is needed.");

    private final String reason;

    Holding(String reason) {
      this.reason = reason;
    }
  }

  /**
   * @param rule which datasets are taken in
   * @param holding what is needed of them
   */
  DataAccess(Agent agent, Narrator narrator, DataRule rule, Holding holding) {
    this.agent = agent;
    this.narrator = narrator;
    this.rule = rule;
    this.ledger = agent.ledger();
    this.holding = holding;
    this.versions = new VersionReader(agent.store(), ledger);
    this.denials = new Denials(agent, narrator);
  }

  /** The bounty's data, in its order, once every required dataset is open. */
  Optional<List<OpenedDataset>> open(BountyFacts bounty, BountySpec spec) {
    return all(bounty, part -> openIfTakeable(bounty, spec, part));
  }

  /** The bounty's datasets, in its order, once there is a grant on every required one. */
  Optional<List<DataIdentity>> granted(BountyFacts bounty) {
    return all(bounty, part -> isLeftOut(part) ? Optional.empty() : granted(bounty, part));
  }

  private static <T> Optional<List<T>> all(
      BountyFacts bounty, Function<DatasetPart, Optional<T>> way) {
    List<T> all = new ArrayList<>();
    boolean isComplete = true;
    for (DatasetPart part : bounty.datasets()) {
      Optional<T> one = way.apply(part);
      one.ifPresent(all::add);
      isComplete &= one.isPresent() || !part.isRequired();
    }
    return isComplete ? Optional.of(all) : Optional.empty();
  }

  private Optional<DataIdentity> granted(BountyFacts bounty, DatasetPart part) {
    return grantOrAsk(bounty, part).map(grant -> versions.identity(part.version()));
  }

  /**
   * The deed of this account's grant on each dataset of the bounty that was live at that time,
   * nothing where there was none. What has ended since still counts: the contract looks at that
   * time too.
   */
  List<Optional<GrantDeed>> grantsAt(BountyFacts bounty, Instant time) {
    return bounty.datasets().stream()
        .map(
            part -> liveAt(grantsOn(part.version()).flatMap(id -> ledger.grant(id).stream()), time))
        .toList();
  }

  static Optional<GrantDeed> liveAt(Stream<AccessGrant> grants, Instant time) {
    return grants.filter(grant -> grant.isLiveAt(time)).map(AccessGrant::deed).findFirst();
  }

  /** What this miner may not or cannot take in is as good as not there; he says so once. */
  private Optional<OpenedDataset> openIfTakeable(
      BountyFacts bounty, BountySpec spec, DatasetPart part) {
    if (isLeftOut(part)) {
      return Optional.empty();
    }
    try {
      return open(bounty, spec, part);
    } catch (KeyKeptException | DatasetTooLargeException e) {
      if (told.add(bounty.id() + " " + part.version() + " " + e.code())) {
        narrator.tell(
            "left-closed", bounty.id(), String.valueOf(e.getMessage()), Map.of("reason", e.code()));
      }
      return Optional.empty();
    }
  }

  /** Why this account will not get all required datasets, as far as is known by now. */
  Optional<Refusal> against(BountyFacts bounty) {
    return bounty.datasets().stream()
        .filter(DatasetPart::isRequired)
        .flatMap(part -> against(bounty, part).stream())
        .findFirst();
  }

  private Optional<Refusal> against(BountyFacts bounty, DatasetPart part) {
    VersionId version = part.version();
    DatasetVersion here = versions.registered(version);
    Optional<Refusal> ruled =
        rule.against(
            new Prospect.Part(version, part.isRequired(), here.bytes(), here.minimumLevel()));
    boolean isDenied = denials.has(bounty.id(), version) && liveGrant(version).isEmpty();
    return isDenied
        ? Optional.of(
            new Refusal(
                "access-denied",
                "the owner of dataset %s does not let this account in."
                    .formatted(version.dataset())))
        : ruled;
  }

  /** Only the owner's rules: what cannot be taken in for its size or level has words of its own. */
  private boolean isLeftOut(DatasetPart part) {
    return !rule.datasets().takes(part.version().dataset())
        || !rule.levels().contains(versions.registered(part.version()).minimumLevel());
  }

  private Optional<OpenedDataset> open(BountyFacts bounty, BountySpec spec, DatasetPart part) {
    VersionId version = part.version();
    requireTakeable(version, versions.registered(version), rule.mostBytes());
    Optional<AccessGrant> grant = grantOrAsk(bounty, part);
    if (grant.isEmpty()) {
      return Optional.empty();
    }
    KeyExchange.requireHandedOut(version, grant.get().terms().level());
    if (!opened.containsKey(version)) {
      take(version, grant.get(), spec);
    }
    return Optional.ofNullable(opened.get(version));
  }

  private Optional<AccessGrant> grantOrAsk(BountyFacts bounty, DatasetPart part) {
    Optional<AccessGrant> grant = liveGrant(part.version());
    if (grant.isEmpty()) {
      tellOfDeadGrant(bounty, part.version());
      ask(bounty, part);
    }
    return grant;
  }

  private void take(VersionId version, AccessGrant grant, BountySpec spec) {
    DataFormat format = spec.data().format();
    if (versions.registered(version).minimumLevel().isPublic()) {
      opened.put(version, versions.open(version, format));
      return;
    }
    agent
        .keys()
        .versionKey(grant)
        .map(key -> versions.open(version, format, key))
        .ifPresent(data -> opened.put(version, data));
  }

  /** Sealed bytes are more than plain ones, so what passes here fits once it is opened too. */
  static void requireTakeable(VersionId version, DatasetVersion registered, long largest) {
    KeyExchange.requireHandedOut(version, registered.minimumLevel());
    if (registered.bytes() > largest) {
      throw new DatasetTooLargeException(version, registered.bytes(), largest);
    }
  }

  /** Having once been let in and standing before a closed door again is worth a word. */
  private void tellOfDeadGrant(BountyFacts bounty, VersionId version) {
    grantsOn(version)
        .reduce((earlier, later) -> later)
        .ifPresent(
            id -> {
              GrantStanding standing = ledger.standing(id);
              if (!standing.isLive() && told.add(bounty.id() + " " + id + standing)) {
                narrator.tell(
                    "grant-over",
                    bounty.id(),
                    "Grant %s on dataset %s %s.".formatted(id, version.dataset(), standing.words()),
                    Map.of("reason", standing.code(), "grant", id.toString()));
              }
            });
  }

  private Optional<AccessGrant> liveGrant(VersionId version) {
    return grantsOn(version)
        .filter(id -> ledger.standing(id).isLive())
        .flatMap(id -> ledger.grant(id).stream())
        .findFirst();
  }

  /** Every grant that this account ever got on the version, oldest first. */
  private Stream<GrantId> grantsOn(VersionId version) {
    return new GrantFacts(agent.events()).given(version, agent.address(), Purpose.TRAIN);
  }

  private void ask(BountyFacts bounty, DatasetPart part) {
    String request = bounty.id() + " " + part.version();
    if (asked.contains(request)) {
      denials.tell();
    } else {
      agent.platform().askAccess(part.version(), bounty.id(), holding.reason);
      asked.add(request);
      narrator.tell(
          "access-asked",
          bounty.id(),
          "Asked " + part.owner() + " for dataset " + part.version().dataset() + ".");
    }
  }
}
