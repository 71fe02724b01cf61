package assay.agent.miner;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.training.bounty.BountyId;
import org.junit.jupiter.api.Test;

class TrainingPlanTest {

  private static final BountyId BOUNTY = new BountyId(Bytes32.keccak256("bounty"));
  private static final Address MINER = new Address("0x" + "11".repeat(20));
  private static final Address OTHER = new Address("0x" + "22".repeat(20));

  private final TrainingPlan plan = TrainingPlan.standard(1);

  @Test
  void shouldRepeatATrainingThatIsResumed() {
    assertThat(plan.settings(BOUNTY, MINER)).isEqualTo(plan.settings(BOUNTY, MINER));
  }

  @Test
  void shouldNotLetTwoMinersWithOnePlanMakeTheSameModel() {
    assertThat(plan.settings(BOUNTY, MINER).seed())
        .isNotEqualTo(plan.settings(BOUNTY, OTHER).seed());
  }

  @Test
  void shouldBeginEveryBountyDifferently() {
    BountyId next = new BountyId(Bytes32.keccak256("next"));

    assertThat(plan.settings(BOUNTY, MINER).seed()).isNotEqualTo(plan.settings(next, MINER).seed());
  }
}
