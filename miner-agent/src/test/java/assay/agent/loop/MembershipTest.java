package assay.agent.loop;

import static org.assertj.core.api.Assertions.assertThat;

import assay.registry.actor.Role;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MembershipTest {

  @Test
  void shouldJoinInAllRolesThatTheAccountHasBesideTheNewOne() {
    assertThat(Membership.with(Role.MINER, Role.in(Role.EVALUATOR.bit() | Role.SITE.bit())))
        .containsExactlyInAnyOrder(Role.MINER, Role.EVALUATOR, Role.SITE);
    assertThat(Membership.with(Role.MINER, Set.of())).containsExactly(Role.MINER);
  }
}
