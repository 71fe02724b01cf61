package assay.agent.miner;

import assay.agent.Agent;
import assay.agent.keys.KeyExchange;
import assay.agent.keys.KeyKeptException;
import assay.agent.loop.Narrator;
import assay.registry.dataset.DatasetOpener;
import assay.registry.dataset.DatasetVersion;
import assay.registry.dataset.Manifest;
import assay.registry.dataset.ManifestMismatchException;
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
import assay.training.data.CsvData;
import assay.training.data.LabelledData;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.BountyFacts.DatasetPart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final DatasetOpener opener;
  private final Denials denials;
  private final Set<String> asked = new HashSet<>();
  private final Set<String> told = new HashSet<>();
  private final RegisteredVersions registered;
  private final Map<VersionId, OpenedDataset> opened = new HashMap<>();

  /**
   * @param rule which datasets are taken in
   */
  DataAccess(Agent agent, Narrator narrator, DataRule rule) {
    this.agent = agent;
    this.narrator = narrator;
    this.rule = rule;
    this.ledger = agent.ledger();
    this.registered = new RegisteredVersions(ledger);
    this.opener = new DatasetOpener(agent.store(), ledger.registry());
    this.denials = new Denials(agent, narrator);
  }

  /** A dataset in memory. */
  record OpenedDataset(DataIdentity identity, LabelledData data) {}

  /** The bounty's data, in its order, once every required dataset is open. */
  Optional<List<OpenedDataset>> open(BountyFacts bounty, BountySpec spec) {
    List<OpenedDataset> all = new ArrayList<>();
    boolean isComplete = true;
    for (DatasetPart part : bounty.datasets()) {
      Optional<OpenedDataset> one = openIfTakeable(bounty, spec, part);
      one.ifPresent(all::add);
      isComplete &= one.isPresent() || !part.isRequired();
    }
    return isComplete ? Optional.of(all) : Optional.empty();
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
    DatasetVersion here = registered.of(version);
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
        || !rule.levels().contains(registered.of(part.version()).minimumLevel());
  }

  private Optional<OpenedDataset> open(BountyFacts bounty, BountySpec spec, DatasetPart part) {
    requireTakeable(part.version(), registered.of(part.version()), rule.mostBytes());
    Optional<AccessGrant> grant = liveGrant(part.version());
    if (grant.isEmpty()) {
      tellOfDeadGrant(bounty, part.version());
      ask(bounty, part);
      return Optional.empty();
    }
    KeyExchange.requireHandedOut(part.version(), grant.get().terms().level());
    if (!opened.containsKey(part.version())) {
      take(part.version(), grant.get(), spec);
    }
    return Optional.ofNullable(opened.get(part.version()));
  }

  private void take(VersionId version, AccessGrant grant, BountySpec spec) {
    if (registered.of(version).minimumLevel().isPublic()) {
      opened.put(version, read(version, spec, opener::readInMemory));
      return;
    }
    agent
        .keys()
        .versionKey(grant)
        .map(key -> read(version, spec, manifest -> opener.openInMemory(manifest, key)))
        .ifPresent(data -> opened.put(version, data));
  }

  /** A way to the plain bytes. */
  @FunctionalInterface
  private interface Way {
    byte[] plain(Manifest manifest) throws IOException;
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
      agent
          .platform()
          .askAccess(part.version(), bounty.id(), "I want to train a model for this bounty.");
      asked.add(request);
      narrator.tell(
          "access-asked",
          bounty.id(),
          "Asked " + part.owner() + " for dataset " + part.version().dataset() + ".");
    }
  }

  private OpenedDataset read(VersionId version, BountySpec spec, Way way) {
    try {
      Manifest manifest = opener.manifest(version, registered.of(version));
      byte[] plain = way.plain(manifest);
      int samples = Math.toIntExact(manifest.card().sampleCount());
      LabelledData data =
          CsvData.read(new ByteArrayInputStream(plain), spec.data().format(), samples);
      requireCount(version, samples, data.size());
      return new OpenedDataset(
          new DataIdentity(
              manifest.card().name(), manifest.payload().seal().plainSha256(), data.size()),
          data);
    } catch (IOException e) {
      throw new UncheckedIOException("The content store broke off.", e);
    }
  }

  /** Rewards are split by what datasets promise; one that holds less than it says is not taken. */
  static void requireCount(VersionId version, int promised, int found) {
    if (promised != found) {
      throw new ManifestMismatchException(
          "The manifest of dataset %s promises %d samples, its data has %d; do not use this dataset."
              .formatted(version, promised, found));
    }
  }
}
