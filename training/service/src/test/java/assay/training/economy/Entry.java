package assay.training.economy;

import assay.chain.Bytes32;
import assay.registry.grant.GrantDeed;
import assay.training.bounty.Commits;
import assay.training.bounty.ScoreReport;
import java.util.List;
import java.util.Optional;

/**
 * A submission and what only its miner knows of it.
 *
 * @param key the raw identity K that opens the checkpoint
 * @param truth what an honest seat sees in it
 * @param deeds the grants he has, by the bounty's datasets
 */
record Entry(
    Player<MinerWay> miner,
    Commits.Opening opening,
    Bytes32 key,
    ScoreReport truth,
    List<Optional<GrantDeed>> deeds) {}
