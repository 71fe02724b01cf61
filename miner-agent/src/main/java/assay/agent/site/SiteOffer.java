package assay.agent.site;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.grant.Purpose;
import assay.training.bounty.FederatedTerms;

/**
 * A federated job as a site weighs it.
 *
 * @param spec hash of the bounty's specification, as it stands on chain
 * @param parameters of its model
 * @param isByContribution whether the panel opens each update, to tell what it was worth
 */
public record SiteOffer(
    Address coordinator,
    Purpose purpose,
    Bytes32 spec,
    FederatedTerms terms,
    long parameters,
    boolean isByContribution) {}
