package assay.agent.miner;

import assay.agent.Agent;
import assay.agent.loop.Narrator;
import assay.agent.loop.Pace;
import assay.agent.platform.PlatformClient.AccessReply;
import assay.agent.platform.PlatformClient.AccessRequest;
import assay.agent.platform.PlatformClient.Answer;
import assay.agent.platform.PlatformRefusedException;
import assay.chain.Bytes32;
import assay.registry.dataset.VersionId;
import assay.training.bounty.BountyId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Tells once what owners said no to, and in which words. Not thread-safe. */
final class Denials {

  private static final Pace PACE = new Pace(Duration.ofSeconds(10));

  private final Agent agent;
  private final Narrator narrator;
  private final Set<Bytes32> told = new HashSet<>();
  private final Set<String> denied = new HashSet<>();
  private Instant last = Instant.MIN;

  Denials(Agent agent, Narrator narrator) {
    this.agent = agent;
    this.narrator = narrator;
  }

  /** Looks, now and then, what owners said. */
  void tell() {
    Instant now = agent.clock().instant();
    if (!PACE.isDue(last, now)) {
      return;
    }
    last = now;
    try {
      agent.platform().accessReplies().stream()
          .filter(reply -> reply.answer() == Answer.DENIED)
          .filter(reply -> told.add(reply.request().id()))
          .forEach(this::tell);
    } catch (PlatformRefusedException e) {
      // A platform of an earlier build keeps no replies; a grant is seen on the chain all the same.
    }
  }

  /** Whether the owner said no for that bounty, as far as it was looked. */
  boolean has(BountyId bounty, VersionId version) {
    return denied.contains(key(bounty.value(), version));
  }

  private static String key(Bytes32 bounty, VersionId version) {
    return bounty + " " + version;
  }

  private void tell(AccessReply reply) {
    AccessRequest request = reply.request();
    denied.add(key(request.bounty(), request.version()));
    narrator.tell(
        "access-denied",
        request.bounty(),
        "The owner of dataset %s does not let this account in to %s. He says: \"%s\""
            .formatted(request.version().dataset(), request.purpose(), reply.because()),
        Map.of("dataset", request.version().dataset().toString(), "because", reply.because()));
  }
}
