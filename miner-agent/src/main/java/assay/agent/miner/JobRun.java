package assay.agent.miner;

import assay.training.bounty.BountyId;
import assay.training.checkpoint.Checkpoint;
import assay.training.checkpoint.Provenance;
import assay.training.checkpoint.Provenance.DataIdentity;
import assay.training.run.TrainingEngine;
import assay.training.run.TrainingJob;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One job in a slot.
 *
 * @param data what the job's samples are joined from
 * @param watch hears how it goes
 * @param time how long it may take
 */
public record JobRun(
    BountyId bounty,
    TrainingJob job,
    List<DataIdentity> data,
    TrainingEngine engine,
    JobWatch watch,
    JobTime time) {

  private static final String RIGS = "pool_rigs";

  public JobRun {
    data = List.copyOf(data);
  }

  /** A checkpoint whose provenance says that others helped, for then it cannot be repeated here. */
  Checkpoint checkpoint(JobTrainer.Trained trained) {
    Provenance own = job.provenance(data, engine, trained.reached());
    SortedMap<String, String> hardware = new TreeMap<>(own.hardware());
    if (trained.rigs() > 1) {
      hardware.put(RIGS, String.valueOf(trained.rigs()));
    }
    hardware.putAll(trained.circumstances());
    return new Checkpoint(
        job.spec(),
        trained.reached().weights(),
        new Provenance(
            own.data(), own.specHash(), own.settings(), own.seed(), own.software(), hardware));
  }
}
