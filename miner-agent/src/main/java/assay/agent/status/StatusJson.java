package assay.agent.status;

import assay.agent.rig.RigJson;
import assay.training.run.EpochReport;
import assay.training.run.Progress;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The status as programs read it; docs/command-line.md tells its fields. */
public final class StatusJson {

  private StatusJson() {}

  /** One document. */
  public static ObjectNode of(MinerStatus status) {
    ObjectNode json = RigJson.of(status.rig());
    json.put("account", status.account().toString())
        .put("process", status.process())
        .put("startedAt", status.startedAt().toString())
        .put("writtenAt", status.writtenAt().toString());
    status.rest().ifPresent(reason -> json.put("rest", reason));
    ArrayNode jobs = json.putArray("jobs");
    status.jobs().forEach(job -> put(job, jobs.addObject()));
    status
        .earnings()
        .ifPresent(
            earned ->
                json.putObject("earnings")
                    .put("paidWei", earned.paid().toString())
                    .put("pendingWei", earned.pending().toString())
                    .put("availableWei", earned.available().toString()));
    return json;
  }

  private static void put(JobView job, ObjectNode json) {
    json.put("bounty", job.bounty().toString())
        .put("phase", job.phase().word())
        .put("since", job.since().toString());
    job.progress().ifPresent(progress -> put(progress, job.last(), json));
  }

  private static void put(Progress progress, EpochReport last, ObjectNode json) {
    json.put("epoch", progress.epoch())
        .put("epochs", progress.epochs())
        .put("samplesDone", progress.samplesDone())
        .put("samplesTotal", progress.samplesTotal())
        .put("samplesPerSecond", progress.samplesPerSecond())
        .put("loss", progress.loss())
        .put("accuracy", last.accuracy())
        .put("secondsLeft", progress.remaining().toSeconds());
    if (last.epoch() > 0) {
      json.put("validationLoss", last.validationLoss());
      ObjectNode measures = json.putObject("measures");
      last.measures().forEach((metric, value) -> measures.put(metric.word(), value));
    }
  }
}
