package assay.agent.joint;

import assay.agent.platform.RoundBoard;
import assay.chain.Account;
import assay.training.bounty.BountyId;
import assay.training.pool.CrewMember.Standing;

class MemoryBoardTest extends RoundBoardContract {

  private static final People PEOPLE =
      new People(Team.REGISTRY, Team.OPERATOR, Team.ANNA, Team.BRUNO);

  private final MemoryBoard board = new MemoryBoard();

  @Override
  protected People people() {
    return PEOPLE;
  }

  @Override
  protected BountyId bounty() {
    return Team.JOB;
  }

  @Override
  protected RoundBoard board(Account account) {
    return board.of(account.address());
  }

  @Override
  protected void lease(Account member) {
    board.stand(member.address(), Standing.PREPARING);
  }
}
