package assay.agent.joint;

import assay.chain.Address;
import assay.registry.RegistryException;
import assay.registry.content.ContentMissingException;
import assay.registry.content.StoreUnavailableException;
import assay.registry.seal.AgeIdentity;
import assay.training.TrainingException;
import assay.training.pool.JointRound.Contribution;
import assay.training.pool.RoundCall;
import assay.training.pool.RoundPlan;
import assay.training.pool.RoundPlan.Part;
import assay.training.pool.RoundRefusedException;
import assay.training.pool.RoundReply;
import assay.training.pool.StepGuard;
import assay.training.spec.ModelSpec;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Takes in what members reply to one call and holds it to the plan: who, which round, how many
 * samples, and the weights themselves, to what the operator's own training gave. What does not hold
 * is refused with a reason and not looked at again. Not thread-safe.
 */
final class ReplyDesk {

  private final Asked asked;
  private final StepGuard guard;
  private final WeightStore store;
  private final AgeIdentity identity;
  private final TreeMap<Address, Contribution> accepted = new TreeMap<>();
  private final TreeMap<Address, String> refused = new TreeMap<>();
  private final Set<Address> awaited = new TreeSet<>();

  /** What was asked of whom. */
  record Asked(RoundCall call, RoundPlan plan, ModelSpec spec) {}

  ReplyDesk(Asked asked, StepGuard guard, WeightStore store, AgeIdentity identity) {
    this.asked = asked;
    this.guard = guard;
    this.store = store;
    this.identity = identity;
    asked.plan().parts().stream()
        .map(Part::member)
        .filter(member -> !member.equals(asked.call().turn().pool()))
        .forEach(awaited::add);
  }

  /** Members of whom nothing came yet. */
  Set<Address> awaited() {
    return Set.copyOf(awaited);
  }

  /** Waits no more for anybody but these. */
  void awaitOnly(Collection<Address> members) {
    awaited.retainAll(members);
  }

  List<Contribution> accepted() {
    return List.copyOf(accepted.values());
  }

  /** What was refused since the last look, with the reason. */
  Map<Address, String> refused() {
    Map<Address, String> since = new TreeMap<>(refused);
    refused.clear();
    return since;
  }

  /** Looks at replies; those that are settled already are passed over. */
  List<Address> take(List<RoundReply> replies) {
    return replies.stream()
        .filter(reply -> awaited.contains(reply.member()))
        .filter(this::isSettledBy)
        .map(RoundReply::member)
        .filter(accepted::containsKey)
        .toList();
  }

  private boolean isSettledBy(RoundReply reply) {
    if (!awaited.contains(reply.member())) {
      return false;
    }
    try {
      accepted.put(reply.member(), contribution(reply));
      return awaited.remove(reply.member());
    } catch (StoreUnavailableException | ContentMissingException e) {
      // The store's fault, or not there yet: until the deadline it may come.
      return false;
    } catch (RegistryException | TrainingException e) {
      refused.put(reply.member(), String.valueOf(e.getMessage()));
      return awaited.remove(reply.member());
    }
  }

  private Contribution contribution(RoundReply reply) {
    RoundCall call = asked.call();
    boolean isOfThisRound =
        reply.registry().equals(call.registry())
            && reply.turn().equals(call.turn())
            && reply.plan().equals(call.plan());
    if (!isOfThisRound) {
      throw new RoundRefusedException(
          "It answers round %d by plan %s, and round %d by plan %s is on."
              .formatted(reply.turn().round(), reply.plan(), call.turn().round(), call.plan()));
    }
    requireWithinPart(reply);
    Contribution contribution =
        new Contribution(
            reply.member(), store.open(reply.weights(), asked.spec(), identity), reply.samples());
    guard.require(contribution);
    return contribution;
  }

  private void requireWithinPart(RoundReply reply) {
    int most = asked.plan().partOf(reply.member()).map(Part::count).orElse(0);
    if (reply.samples() > most) {
      throw new RoundRefusedException(
          "It counts %d samples; the member's part has %d.".formatted(reply.samples(), most));
    }
  }
}
