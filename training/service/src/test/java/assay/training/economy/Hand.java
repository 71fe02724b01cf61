package assay.training.economy;

import assay.chain.Address;
import assay.chain.Wei;
import java.util.List;

/**
 * What chance deals for one bounty.
 *
 * @param evaluators whom the researcher names as evaluators; nobody: anyone may judge
 */
record Hand(
    Player<ResearcherWay> researcher,
    List<Player<OwnerWay>> owners,
    List<Player<MinerWay>> miners,
    int seats,
    Wei reward,
    List<Address> evaluators) {}
