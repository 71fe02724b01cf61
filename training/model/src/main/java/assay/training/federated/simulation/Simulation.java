package assay.training.federated.simulation;

import assay.training.federated.FederatedRefusedException;
import assay.training.federated.Seeds;
import assay.training.federated.attack.Attack;
import assay.training.federated.client.Correction;
import assay.training.federated.client.LocalTraining.Task;
import assay.training.federated.compression.CompressionRefusedException;
import assay.training.federated.data.Federation;
import assay.training.federated.data.Samples;
import assay.training.federated.model.Evaluation;
import assay.training.federated.model.FlatModel;
import assay.training.federated.rule.Aggregation;
import assay.training.federated.rule.AggregationRule;
import assay.training.federated.rule.Intake;
import assay.training.federated.rule.Update;
import assay.training.federated.secure.FixedPoint;
import assay.training.federated.secure.SecureAggregationRefusedException;
import assay.training.federated.selection.Candidate;
import assay.training.federated.strategy.ControlVariates;
import assay.training.federated.strategy.ServerOptimizer;
import assay.training.federated.strategy.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * A federation of virtual clients in one process. Clients of a round train one after the other, and
 * a streaming rule takes each update before the next is made; so memory is the data, a few vectors
 * of the model, what each client remembers (error feedback, control variates, a stale update: 4·d
 * bytes where the conditions ask for it), and all updates of a round only for a rule that needs
 * them. The same plan, conditions and data give the same bits. A round that too few updates came to
 * leaves the model as it was. Not thread-safe.
 */
public final class Simulation {

  private static final long INITIAL = 1;
  private static final long SELECTION = 2;
  private static final long STRAGGLING = 3;
  private static final long TRAINING = 4;
  private static final long SENDING = 5;
  private static final long SPEED = 6;

  private final FlatModel model;
  private final Federation federation;
  private final Plan plan;
  private final Conditions conditions;
  private final List<VirtualClient> clients = new ArrayList<>();
  private final List<Candidate> candidates = new ArrayList<>();
  private final ServerOptimizer optimizer;
  private final ControlVariates controls;
  private final float[] parameters;

  public Simulation(FlatModel model, Federation federation, Plan plan, Conditions conditions) {
    int all = federation.clients().size();
    FederatedRefusedException.require(
        plan.clientsPerRound() <= all && conditions.attackers() <= all,
        "A federation of %d clients has no %d in a round and %d attackers."
            .formatted(all, plan.clientsPerRound(), conditions.attackers()));
    this.model = model;
    this.federation = federation;
    this.plan = plan;
    this.conditions = conditions;
    this.optimizer = conditions.strategy().optimizer(model.parameters());
    this.controls = new ControlVariates(model.parameters(), all);
    this.parameters = model.initial(Seeds.generator(plan.seed(), INITIAL));
    for (int client = 0; client < all; client++) {
      add(client, federation.clients().get(client));
    }
  }

  private void add(int client, Samples samples) {
    Attack attack = client < conditions.attackers() ? conditions.attack() : Attack.NONE;
    clients.add(new VirtualClient(samples, attack, conditions.compression()));
    double pace = StrictMath.exp(Seeds.generator(plan.seed(), SPEED, client).nextGaussian());
    candidates.add(new Candidate(client, samples.size(), pace * samples.size()));
  }

  /**
   * Trains all rounds.
   *
   * @param watch hears of each round when it has ended
   */
  public List<RoundRecord> run(Consumer<RoundRecord> watch) {
    List<RoundRecord> records = new ArrayList<>();
    for (int round = 1; round <= plan.rounds(); round++) {
      RoundRecord record = round(round);
      records.add(record);
      watch.accept(record);
    }
    return List.copyOf(records);
  }

  /** Where the model is. */
  public float[] parameters() {
    return parameters.clone();
  }

  private RoundRecord round(int round) {
    List<Candidate> chosen =
        conditions.selection().choose(candidates, plan.clientsPerRound(), chance(SELECTION, round));
    int[] epochs =
        conditions.stragglers().epochs(chosen.size(), plan.epochs(), chance(STRAGGLING, round));
    Joining joining = joining(round, chosen);
    Intake intake = new Intake(parameters.length, joining.aggregation());
    Drift drift = new Drift(parameters.length);
    long uploaded = 0;
    for (int i = 0; i < epochs.length; i++) {
      if (epochs[i] > 0) {
        uploaded += takePart(round, chosen.get(i).client(), epochs[i], new Door(intake, drift));
      }
    }
    controls.endRound();
    if (intake.accepted() >= joining.fewest()) {
      optimizer.step(parameters, joining.aggregation().result());
    }
    uploaded += joining.extraBytes().getAsLong();
    return new RoundRecord(
        round,
        trainLoss(),
        model.evaluate(parameters, federation.test()),
        drift.value(),
        uploaded,
        intake.accepted(),
        intake.refused());
  }

  /** How a round's updates become one, from how many, and what they take on the wire beside. */
  private record Joining(Aggregation aggregation, int fewest, LongSupplier extraBytes) {}

  private Joining joining(int round, List<Candidate> chosen) {
    if (!conditions.masking().isOn()) {
      AggregationRule rule = conditions.rule();
      return new Joining(rule.begin(parameters.length), rule.fewest(), () -> 0);
    }
    List<String> names = chosen.stream().map(each -> name(each.client())).toList();
    int heaviest = candidates.stream().mapToInt(Candidate::samples).max().orElseThrow();
    FixedPoint words = new FixedPoint(names.size(), conditions.masking().largest(), heaviest);
    MaskedRound masked = new MaskedRound(round, names, words, parameters.length);
    return new Joining(masked, MaskedRound.threshold(names.size()), masked::extraBytes);
  }

  private static String name(int client) {
    return "client-" + client;
  }

  /** Where updates of a round go in. */
  private record Door(Intake intake, Drift drift) {

    void offer(Update update) {
      if (intake.offer(update)) {
        drift.accept(update);
      }
    }
  }

  private long takePart(int round, int which, int epochs, Door door) {
    VirtualClient client = clients.get(which);
    Task task =
        new Task(client.samples(), epochs, correction(which), chance(TRAINING, round, which));
    float[] delta = minus(plan.training().train(model, parameters, task), parameters);
    byte[] sent = client.send(delta, chance(SENDING, round, which));
    offer(client, which, sent, door);
    return sent.length + learnControl(which, delta, plan.training().steps(task));
  }

  private void offer(VirtualClient client, int which, byte[] sent, Door door) {
    String name = name(which);
    try {
      float[] update = conditions.compression().decode(sent, parameters.length);
      door.offer(new Update(name, update, client.samples().size()));
    } catch (CompressionRefusedException | SecureAggregationRefusedException e) {
      door.intake().refuse(name, String.valueOf(e.getMessage()));
    }
  }

  /** Bytes that a client's control variate takes on top of its update. */
  private long learnControl(int which, float[] delta, int steps) {
    if (conditions.strategy() != Strategy.SCAFFOLD) {
      return 0;
    }
    controls.learn(which, delta, steps * (double) plan.training().learningRate());
    return (long) Float.BYTES * delta.length;
  }

  private Correction correction(int which) {
    return switch (conditions.strategy()) {
      case FED_PROX -> Correction.proximal((float) conditions.mu(), parameters);
      case SCAFFOLD -> controls.correction(which);
      case FED_AVG, FED_AVG_M, FED_ADAGRAD, FED_ADAM, FED_YOGI -> Correction.NONE;
    };
  }

  private double trainLoss() {
    double loss = 0;
    for (Samples samples : federation.clients()) {
      Evaluation there = model.evaluate(parameters, samples);
      loss += there.loss() * samples.size();
    }
    return loss / federation.samples();
  }

  private RandomGenerator chance(long... purpose) {
    return Seeds.generator(plan.seed(), purpose);
  }

  private static float[] minus(float[] reached, float[] start) {
    for (int i = 0; i < reached.length; i++) {
      reached[i] -= start[i];
    }
    return reached;
  }
}
