package assay.agent.federated;

import assay.agent.platform.FederatedBoard;
import assay.chain.Account;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.TestAccounts;
import assay.registry.dataset.ContractAt;
import assay.training.bounty.BountyId;
import java.util.List;

class MemoryFederatedBoardTest extends FederatedBoardContract {

  private static final ContractAt MARKET =
      new ContractAt(31_337, new Address("0x" + "12".repeat(20)));
  private static final BountyId BOUNTY = new BountyId(Bytes32.keccak256("bounty"));
  private static final People PEOPLE =
      new People(
          TestAccounts.number(1),
          TestAccounts.number(2),
          TestAccounts.number(3),
          TestAccounts.number(4));

  private final MemoryFederatedBoard board = new MemoryFederatedBoard(MARKET);

  MemoryFederatedBoardTest() {
    board.post(BOUNTY, List.of(PEOPLE.anna().address(), PEOPLE.bruno().address()));
  }

  @Override
  protected People people() {
    return PEOPLE;
  }

  @Override
  protected ContractAt market() {
    return MARKET;
  }

  @Override
  protected BountyId bounty() {
    return BOUNTY;
  }

  @Override
  protected FederatedBoard board(Account account) {
    return board.of(account.address());
  }
}
