package assay.training.economy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who of a stage's seats behaves as he does. What the protocol makes expensive and does not prevent
 * is not played: false seats never outnumber the honest ones or get as many as void or decide, so
 * some wait for a better chance and are honest this time.
 */
final class Roles {

  private final int tolerated;
  private final boolean countsSilent;
  private int bad;
  private int honest;

  /**
   * @param size seats of the stage
   * @param quorum of them
   * @param countsSilent whether silent seats count as bad ones: where nobody is refilled
   */
  Roles(int size, int quorum, boolean countsSilent) {
    this.tolerated = size - quorum;
    this.countsSilent = countsSilent;
  }

  /** Gives the seats of the next round their acts. */
  Map<Player<EvaluatorWay>, SeatAct> next(List<Player<EvaluatorWay>> seats) {
    Map<Player<EvaluatorWay>, SeatAct> acts = new LinkedHashMap<>();
    honest += (int) seats.stream().filter(s -> SeatAct.of(s.way()) == SeatAct.TRUTH).count();
    for (Player<EvaluatorWay> seat : seats) {
      SeatAct wanted = SeatAct.of(seat.way());
      acts.put(seat, mayBe(wanted) ? wanted : waits());
      if (isBad(acts.get(seat))) {
        bad++;
      }
    }
    return acts;
  }

  private SeatAct waits() {
    honest++;
    return SeatAct.TRUTH;
  }

  private boolean mayBe(SeatAct act) {
    return !isBad(act) || (bad < tolerated && (countsSilent || bad < honest));
  }

  private boolean isBad(SeatAct act) {
    return act.isFalse() || (countsSilent && act.isSilent());
  }
}
