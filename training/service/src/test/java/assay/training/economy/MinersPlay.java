package assay.training.economy;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.content.Cid;
import assay.registry.grant.GrantDeed;
import assay.training.bounty.BountyId;
import assay.training.bounty.Commits;
import assay.training.bounty.ScoreReport;
import assay.training.ledger.BountyState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What miners do: ask for grants, commit, reveal; and the owners' tricks in between. */
final class MinersPlay {

  private static final int RAW_SHA256 = 0x01551220;

  private final Tools tools;
  private final OwnersPlay owners;
  private final Tally tally;

  MinersPlay(Tools tools, OwnersPlay owners, Tally tally) {
    this.tools = tools;
    this.owners = owners;
    this.tally = tally;
  }

  /** Everybody gets ready, then all commit. */
  void commit(Plot plot, List<Player<MinerWay>> miners) {
    List<Player<MinerWay>> order = new ArrayList<>(miners);
    Collections.shuffle(order, tools.chance());
    order.forEach(miner -> plot.entries().add(entry(plot, miner, miners)));
    owners.act(plot, OwnerWay.HONEST, tally);
    owners.act(plot, OwnerWay.REVOKES_BEFORE_COMMIT, tally);
    for (Entry entry : plot.entries()) {
      Address miner = entry.miner().address();
      Bytes32 hash =
          tools.commits(plot.id()).submission(tools.market().address(), miner, entry.opening());
      tools.send(entry.miner(), tools.submissions().commit(plot.id(), hash));
      if (isHisWay(entry.miner(), miners)) {
        tally.acted(entry.miner());
      }
    }
    owners.act(plot, OwnerWay.REVOKES_AFTER_COMMIT, tally);
    owners.act(plot, OwnerWay.SELLS, tally);
  }

  /** Who has nobody to copy from is like any other; who keeps his key shows it at the end. */
  private static boolean isHisWay(Player<MinerWay> miner, List<Player<MinerWay>> all) {
    boolean isLikeOthers = miner.way() == MinerWay.COPIES && author(miner, all).equals(miner);
    return !isLikeOthers && !miner.way().needsCartel();
  }

  private Entry entry(Plot plot, Player<MinerWay> miner, List<Player<MinerWay>> all) {
    List<Optional<GrantDeed>> deeds =
        miner.way() == MinerWay.UNGRANTED
            ? Collections.nCopies(plot.datasets().size(), Optional.empty())
            : owners.grant(plot.datasets(), miner.address());
    String content = content(plot.id(), author(miner, all));
    Bytes32 key = Bytes32.keccak256("K of " + miner.name() + plot.id());
    return new Entry(miner, opening(plot, miner, content, key), key, truth(content, miner), deeds);
  }

  private static Player<MinerWay> author(Player<MinerWay> miner, List<Player<MinerWay>> all) {
    if (miner.way() != MinerWay.COPIES) {
      return miner;
    }
    return all.stream().filter(other -> other.way().isHonest()).findFirst().orElse(miner);
  }

  private static String content(BountyId bounty, Player<MinerWay> author) {
    return "model of " + author.name() + " for " + bounty;
  }

  /** What a model is worth follows from it, so a copy is worth the same: 82 to 99 of 100. */
  private static ScoreReport truth(String content, Player<MinerWay> miner) {
    int worth = 82 + Math.floorMod(content.hashCode(), 18);
    return switch (miner.way()) {
      case JUNK -> ScoreReport.INVALID;
      case KEEPS_KEY, PUBLISHES_LATE -> new ScoreReport(100);
      case HONEST, UNGRANTED, COPIES, NEVER_REVEALS -> new ScoreReport(worth);
    };
  }

  private Commits.Opening opening(Plot plot, Player<MinerWay> miner, String content, Bytes32 key) {
    Cid cid = OwnersPlay.cid(content);
    return new Commits.Opening(
        RAW_SHA256,
        cid.digest(),
        Bytes32.keccak256("sealed " + content),
        Bytes32.keccak256(content),
        2_000,
        1_000,
        tools.commits(plot.id()).keyCommit(tools.market().address(), miner.address(), key),
        Bytes32.keccak256("salt of " + miner.name() + plot.id()));
  }

  void reveal(Plot plot) {
    for (Entry entry : plot.entries()) {
      boolean isOpen = plot.story().state() == BountyState.REVEAL;
      if (isOpen && entry.miner().way() != MinerWay.NEVER_REVEALS) {
        tools.send(
            entry.miner(), tools.submissions().reveal(plot.id(), entry.opening(), entry.deeds()));
      }
    }
  }
}
