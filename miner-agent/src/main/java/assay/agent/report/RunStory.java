package assay.agent.report;

import assay.agent.rig.Device;
import assay.agent.rig.Observation;
import assay.agent.rig.Reading;
import assay.agent.rig.RigReport;
import assay.training.report.RunPoint;
import assay.training.report.RunSetup;
import assay.training.run.EpochReport;
import assay.training.run.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What there is to tell of one training and is not told yet. An outage of the platform makes it
 * longer, up to a bound; then the oldest points go. Thread-safe.
 */
final class RunStory {

  /** Points that wait for the platform. */
  static final int MOST_WAITING = 2_000;

  private final Subject subject;
  private final LongSupplier nanoTime;
  private final long beganAt;
  private final Deque<RunPoint> waiting = new ArrayDeque<>();
  private Optional<RunPoint> unwritten = Optional.empty();
  private Instant lastAt = Instant.MIN;
  private long pointAt;
  private boolean isEnded;

  /**
   * What trains.
   *
   * @param isOnGraphics whether graphics processors compute, whose readings count then
   * @param isLabelling whether its answers are labels, so that some are right
   */
  record Subject(RunSetup setup, boolean isOnGraphics, boolean isLabelling) {}

  /**
   * @param nanoTime for the pace, which must not follow a clock that is put right
   */
  RunStory(Subject subject, LongSupplier nanoTime) {
    this.subject = subject;
    this.nanoTime = nanoTime;
    this.beganAt = nanoTime.getAsLong();
    this.pointAt = beganAt - RunPace.after(Duration.ZERO).toNanos();
  }

  RunSetup setup() {
    return subject.setup();
  }

  /** Hears of progress; keeps it as a point if the last one is long enough ago. */
  synchronized void heard(Instant now, Progress progress, EpochReport last, RigReport rig) {
    Instant at = now.truncatedTo(ChronoUnit.MILLIS);
    boolean isTold = Double.isFinite(progress.loss()) && at.isAfter(lastAt) && progress.epoch() > 0;
    if (!isTold) {
      return;
    }
    unwritten = Optional.of(point(at, progress, last, rig));
    long nanos = nanoTime.getAsLong();
    Duration pause = RunPace.after(Duration.ofNanos(nanos - beganAt));
    if (nanos - pointAt >= pause.toNanos()) {
      pointAt = nanos;
      write();
    }
  }

  /** What it came to is told even if the last point is of a moment ago. */
  synchronized void end() {
    write();
    isEnded = true;
  }

  synchronized boolean isEnded() {
    return isEnded;
  }

  private void write() {
    unwritten.ifPresent(
        point -> {
          waiting.add(point);
          lastAt = point.at();
        });
    unwritten = Optional.empty();
    if (waiting.size() > MOST_WAITING) {
      waiting.remove();
    }
  }

  /** The oldest points that wait, at most so many. */
  synchronized List<RunPoint> first(int most) {
    return waiting.stream().limit(most).toList();
  }

  /** They wait no more; they were the oldest, and some may have had to go meanwhile. */
  synchronized void told(List<RunPoint> points) {
    for (RunPoint point : points) {
      if (point.equals(waiting.peek())) {
        waiting.remove();
      }
    }
  }

  private RunPoint point(Instant at, Progress progress, EpochReport last, RigReport rig) {
    boolean isWhole = last.epoch() > 0;
    return new RunPoint(
        at,
        progress.epoch(),
        progress.samplesDone(),
        progress.loss(),
        finite(isWhole && subject.isLabelling(), last.accuracy()),
        finite(isWhole, last.validationLoss()),
        Math.max(0, Double.isFinite(progress.samplesPerSecond()) ? progress.samplesPerSecond() : 0),
        highest(rig, Reading::use),
        highest(rig, Reading::temperature));
  }

  private static Optional<Double> finite(boolean isKnown, double value) {
    return isKnown && Double.isFinite(value) ? Optional.of(value) : Optional.empty();
  }

  /** Of the devices that compute here. */
  private Optional<Double> highest(RigReport rig, Function<Reading, OptionalDouble> figure) {
    return rig.devices().stream()
        .filter(seen -> isComputing(seen.device()))
        .map(Observation::reading)
        .map(figure)
        .flatMapToDouble(OptionalDouble::stream)
        .boxed()
        .max(Double::compare);
  }

  private boolean isComputing(Device device) {
    return subject.isOnGraphics() ? device instanceof Device.Gpu : device instanceof Device.Cpu;
  }
}
