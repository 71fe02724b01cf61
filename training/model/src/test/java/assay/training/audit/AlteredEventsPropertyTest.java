package assay.training.audit;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.ChainEvent;
import assay.registry.content.InMemoryBlockStore;
import assay.training.bounty.BountyId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** No single altered value, and no event left out or told twice, goes unnoticed. */
class AlteredEventsPropertyTest {

  private static final int TRIES = 600;

  /**
   * Values on which no claim rests, each with its reason. There is none: whatever the contracts do
   * not derive is held to the input of its transaction.
   */
  private static final Set<String> RESTS_ON_NOTHING = Set.of();

  private static final RecordedEvidence RECORDED = RecordedEvidence.load();
  private static final List<ChainEvent> EVENTS = RECORDED.chainEvents();
  private static final InMemoryBlockStore STORE = RECORDED.blockStore();

  private final long seed = Long.getLong("assay.seed", 20_261_120L);
  private final Random random = new Random(seed);

  @Test
  void shouldNoticeEveryAlteredValue() {
    List<String> stories = RECORDED.bounties().keySet().stream().sorted().toList();
    for (int i = 0; i < TRIES; i++) {
      BountyId id = RECORDED.bounty(stories.get(i % stories.size()));
      List<Alteration> all = Alteration.all(EVENTS, id);
      Alteration one = all.get(random.nextInt(all.size()));

      assertNoticed(one.apply(EVENTS, random), id, one.name(EVENTS));
    }
  }

  @Test
  void shouldNoticeAnEventThatIsLeftOut() {
    for (ChainEvent event : about()) {
      List<ChainEvent> without = new ArrayList<>(EVENTS);
      without.remove(event);

      assertNoticed(without, bounty(), event.name() + " left out");
    }
  }

  @Test
  void shouldNoticeAnEventThatIsToldTwice() {
    for (ChainEvent event : about()) {
      List<ChainEvent> twice = new ArrayList<>(EVENTS);
      twice.add(twice.indexOf(event), event);

      assertNoticed(twice, bounty(), event.name() + " told twice");
    }
  }

  private static BountyId bounty() {
    return RECORDED.bounty("overturned");
  }

  private static List<ChainEvent> about() {
    return Alteration.all(EVENTS, bounty()).stream()
        .map(Alteration::index)
        .distinct()
        .map(EVENTS::get)
        .toList();
  }

  private void assertNoticed(List<ChainEvent> altered, BountyId id, String what) {
    List<Claim> claims = new BountyAudit(RECORDED.evidence(altered, STORE), id).claims();
    assertThat(Claim.anyFails(claims) || RESTS_ON_NOTHING.contains(what))
        .as("%s, seed %d", what, seed)
        .isTrue();
  }
}
