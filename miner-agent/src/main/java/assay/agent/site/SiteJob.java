package assay.agent.site;

import assay.agent.miner.JobWatch;
import assay.registry.dataset.VersionId;
import assay.training.bounty.BountySpec;
import assay.training.bounty.FederatedTerms;
import assay.training.data.LabelledData;
import assay.training.federated.round.FederatedJob;
import assay.training.federated.site.OutputGate;
import assay.training.federated.site.SiteTraining;
import assay.training.spec.ModelSpec;
import java.util.function.Supplier;

/**
 * A job that a site takes part in.
 *
 * @param version of the site's own dataset that the bounty lists
 * @param training on its plain data
 * @param policy as it stands at the moment
 * @param watch hears how a training goes
 */
record SiteJob(
    FederatedJob job,
    VersionId version,
    SiteTraining training,
    Supplier<SitePolicy> policy,
    JobWatch watch) {

  static SiteTraining training(BountySpec spec, LabelledData data) {
    return new SiteTraining(spec.federated().orElseThrow(), spec.modelSpec(), data);
  }

  ModelSpec model() {
    return training.model();
  }

  FederatedTerms terms() {
    return training.terms();
  }

  OutputGate gate() {
    return new OutputGate(model().parameterCount(), policy.get().largestNorm());
  }
}
