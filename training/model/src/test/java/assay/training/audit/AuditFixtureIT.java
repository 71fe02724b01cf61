package assay.training.audit;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Bytes32;
import assay.registry.audit.Verdict;
import assay.training.bounty.BountyId;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Lives through every story on today's contracts. With {@code -Dassay.record.audit=FILE} the
 * recording for the tests without a chain is written anew.
 */
class AuditFixtureIT {

  @Test
  void shouldHoldForEveryStoryOnTodaysContracts() {
    try (AuditActors actors = new AuditActors()) {
      AuditWorld world = new AuditWorld(actors);
      Map<String, BountyId> stories = new AuditStories(world).tell();
      RecordedEvidence recorded = record(world, stories);
      String file = System.getProperty("assay.record.audit");
      if (file != null) {
        recorded.save(Path.of(file));
      }
      stories.forEach((story, id) -> assertThat(notHolding(recorded, id)).as(story).isEmpty());
    }
  }

  private static List<Claim> notHolding(RecordedEvidence recorded, BountyId id) {
    return new BountyAudit(recorded.evidence(), id)
        .claims().stream().filter(claim -> claim.verdict() != Verdict.HOLDS).toList();
  }

  private static RecordedEvidence record(AuditWorld world, Map<String, BountyId> stories) {
    Map<Long, Long> times = new TreeMap<>();
    Map<String, String> inputs = new TreeMap<>();
    Map<String, Bytes32> bounties = new TreeMap<>();
    Map<String, String> blocks = new HashMap<>();
    stories.forEach(
        (story, id) -> {
          Evidence evidence = world.evidence(id);
          times.putAll(evidence.times());
          evidence.inputs().forEach((transaction, input) -> inputs.put(transaction.hex(), input));
          bounties.put(story, id.value());
        });
    world
        .actors()
        .blocks
        .all()
        .forEach(
            cid ->
                blocks.put(cid.text(), HexFormat.of().formatHex(world.actors().blocks.get(cid))));
    Evidence last = world.evidence(stories.values().iterator().next());
    return new RecordedEvidence(
        last.deployment().chainId(),
        last.deployment().addresses(),
        last.settings(),
        last.events().stream().map(RecordedEvidence.Told::of).toList(),
        times,
        inputs,
        new TreeMap<>(blocks),
        bounties);
  }
}
