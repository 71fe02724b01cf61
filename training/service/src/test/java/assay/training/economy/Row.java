package assay.training.economy;

import assay.training.ledger.BountyState;
import java.math.BigInteger;

/**
 * What one bounty brought one player who took part in it.
 *
 * @param bounty from 0
 * @param hasActed whether he behaved as his way is; an evaluator without a seat did not
 * @param gain in wei; less than zero for a loss
 */
record Row(int bounty, BountyState end, Player<?> player, boolean hasActed, BigInteger gain) {

  static final String HEADER = "bounty,end,role,way,player,acted,gainWei";

  String csv() {
    return String.join(
        ",",
        String.valueOf(bounty),
        end.name(),
        player.way().role(),
        player.way().name(),
        player.name(),
        String.valueOf(hasActed),
        gain.toString());
  }
}
