package assay.training.federated.round;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.content.Cid;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.VersionId;
import assay.registry.grant.GrantId;
import assay.registry.wire.StrictJson;
import assay.training.bounty.FederatedTerms;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of whom in a federated round. How sites train stands in the bounty's specification.
 * Immutable.
 *
 * @param round from 1
 * @param previousModel sha-256 of the weights that all begin with
 * @param model where these are found, sealed to the round's key
 * @param sites in the order of their addresses, 1 to {@value FederatedTerms#MOST_SITES}
 */
public record FederatedPlan(
    Bytes32 bounty,
    Address coordinator,
    int round,
    Bytes32 previousModel,
    Cid model,
    List<Site> sites) {

  /** The longest document. */
  public static final int LONGEST = 1 << 17;

  private static final int LONGEST_KEY = 2_000;
  private static final StrictJson<FederatedPlan> JSON =
      new StrictJson<>(
          FederatedPlan.class,
          LONGEST,
          (words, cause) ->
              new FederatedRoundRefusedException(words + "; ask the coordinator.", cause));

  /**
   * A site that is asked.
   *
   * @param site the account of the dataset's owner
   * @param dataset which of his it is to learn from
   * @param version of the dataset
   * @param grant under which
   * @param samples that the version was registered with: the most that its update may count
   * @param key the round's identity, sealed to the site, in base64
   */
  public record Site(
      Address site, Bytes32 dataset, long version, Bytes32 grant, long samples, String key) {

    public Site {
      if (samples < 1) {
        throw new IllegalArgumentException(
            "Site %s has %d samples; leave out who has none.".formatted(site, samples));
      }
      if (key.isEmpty() || key.length() > LONGEST_KEY) {
        throw new IllegalArgumentException(
            "The key for site %s has %d characters; give 1 to %d."
                .formatted(site, key.length(), LONGEST_KEY));
      }
    }

    public VersionId versionId() {
      return new VersionId(new DatasetId(dataset), version);
    }

    public GrantId grantId() {
      return new GrantId(grant);
    }
  }

  public FederatedPlan {
    SiteUpdate.requireRound(round);
    sites = List.copyOf(sites);
    if (sites.isEmpty() || sites.size() > FederatedTerms.MOST_SITES) {
      throw new IllegalArgumentException(
          "%d sites are asked; ask 1 to %d.".formatted(sites.size(), FederatedTerms.MOST_SITES));
    }
    for (int i = 1; i < sites.size(); i++) {
      if (sites.get(i - 1).site().compareTo(sites.get(i).site()) >= 0) {
        throw new IllegalArgumentException(
            "Site %s follows %s; name each once, in the order of their addresses."
                .formatted(sites.get(i).site(), sites.get(i - 1).site()));
      }
    }
  }

  /**
   * Reads a plan.
   *
   * @throws FederatedRoundRefusedException if it cannot be one
   */
  public static FederatedPlan read(byte[] json) {
    return JSON.read(json);
  }

  /** As it is kept in the content store. */
  public byte[] json() {
    return JSON.write(this);
  }

  /** What is asked of that site, if anything is. */
  public Optional<Site> of(Address site) {
    return sites.stream().filter(each -> each.site().equals(site)).findFirst();
  }

  /** Refuses a plan that is not what it was called for. */
  public void requireFor(FederatedCall call) {
    boolean isIt =
        bounty.equals(call.job().bounty().value())
            && coordinator.equals(call.job().coordinator())
            && round == call.round();
    if (!isIt) {
      throw new FederatedRoundRefusedException(
          "Plan %s is for round %d of another job or for another round than %d, for which it was called."
              .formatted(call.plan(), round, call.round()));
    }
  }

  /**
   * Refuses a site's word that does not answer this plan: another round or model, another grant, or
   * more samples than its version was registered with.
   */
  public void requireAnswered(SiteUpdate said) {
    Site asked =
        of(said.site())
            .orElseThrow(
                () ->
                    new FederatedRoundRefusedException(
                        "Nothing was asked of %s in round %d.".formatted(said.site(), round)));
    require(
        said.job().bounty().value().equals(bounty) && said.job().coordinator().equals(coordinator),
        "It is for another job.");
    require(
        said.round() == round,
        "It is for round %d, and round %d is on.".formatted(said.round(), round));
    require(
        said.previousModel().equals(previousModel),
        "It began with the model %s, the round with %s."
            .formatted(said.previousModel(), previousModel));
    require(
        said.grant().equals(asked.grant()),
        "It was trained under grant %s, asked for was %s.".formatted(said.grant(), asked.grant()));
    require(
        said.samples() <= asked.samples(),
        "It counts %d samples; the version was registered with %d."
            .formatted(said.samples(), asked.samples()));
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new FederatedRoundRefusedException(sentence);
    }
  }
}
