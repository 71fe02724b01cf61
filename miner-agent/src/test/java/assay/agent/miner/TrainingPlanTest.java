package assay.agent.miner;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.training.bounty.BountyId;
import assay.training.run.TrainingSettings;
import assay.training.spec.Architectures;
import org.junit.jupiter.api.Test;

class TrainingPlanTest {

  private static final BountyId BOUNTY = new BountyId(Bytes32.keccak256("bounty"));
  private static final Address MINER = new Address("0x" + "11".repeat(20));
  private static final Address OTHER = new Address("0x" + "22".repeat(20));

  private static TrainingSettings settings(BountyId bounty, Address miner) {
    return TrainingPlan.standard(1)
        .settings(bounty, miner, Architectures.perceptron(4, 8, 2, 1), 100);
  }

  @Test
  void shouldRepeatATrainingThatIsResumed() {
    assertThat(settings(BOUNTY, MINER)).isEqualTo(settings(BOUNTY, MINER));
  }

  @Test
  void shouldNotLetTwoMinersWithOnePlanMakeTheSameModel() {
    assertThat(settings(BOUNTY, MINER).seed()).isNotEqualTo(settings(BOUNTY, OTHER).seed());
  }

  @Test
  void shouldBeginEveryBountyDifferently() {
    BountyId next = new BountyId(Bytes32.keccak256("next"));

    assertThat(settings(BOUNTY, MINER).seed()).isNotEqualTo(settings(next, MINER).seed());
  }
}
