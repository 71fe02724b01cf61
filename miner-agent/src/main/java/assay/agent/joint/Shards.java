package assay.agent.joint;

import assay.training.data.LabelledData;
import assay.training.run.TrainingJob;

/** A member's part of a job. */
final class Shards {

  private Shards() {}

  /** The job with the samples at these places alone; the least is measured after the epoch. */
  static TrainingJob of(TrainingJob job, int... places) {
    LabelledData samples = job.training().select(places);
    return new TrainingJob(job.spec(), samples, samples.select(0), job.settings());
  }
}
