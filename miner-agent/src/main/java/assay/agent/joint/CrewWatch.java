package assay.agent.joint;

import assay.agent.miner.JobPhase;
import assay.agent.miner.JobRun;
import assay.chain.Address;
import assay.training.pool.Crew;
import assay.training.pool.CrewMember;
import assay.training.pool.CrewMember.Standing;
import assay.training.pool.Signed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/** Whom an operator can call for a job: named by his own word, with a lease and the data. */
final class CrewWatch {

  private final JointTools tools;
  private final JobRun run;
  private final Board board;
  private final Duration patience;
  private final BooleanSupplier isOver;

  /**
   * @param patience how long it waits for anything
   */
  CrewWatch(JointTools tools, JobRun run, Board board, Duration patience, BooleanSupplier isOver) {
    this.tools = tools;
    this.run = run;
    this.board = board;
    this.patience = patience;
    this.isOver = isOver;
  }

  /** Until everybody who was named is ready or has declined. */
  void await() {
    long end = tools.pacer().nanoTime() + patience.toNanos();
    while (!isOver.getAsBoolean() && !isComplete() && tools.pacer().nanoTime() - end < 0) {
      run.watch().onPhase(run.bounty(), JobPhase.TRAINING);
      tools.pacer().rest();
    }
  }

  private boolean isComplete() {
    Optional<List<CrewMember>> members = board.once(this::members);
    return members.isPresent()
        && members.get().stream()
            .map(CrewMember::standing)
            .allMatch(standing -> standing == Standing.READY || standing == Standing.DECLINED);
  }

  private List<CrewMember> members() {
    return tools.board().members(run.bounty());
  }

  /** Who can be called now. */
  List<Address> ready() {
    List<Address> named =
        board
            .ask(tools.board()::crews, patience, isOver)
            .flatMap(crews -> crews.stream().map(Signed::statement).filter(this::isIt).findFirst())
            .map(Crew::members)
            .orElse(List.of());
    return board
        .ask(this::members, patience, isOver)
        .map(CrewWatch::ready)
        .orElse(List.of())
        .stream()
        .filter(named::contains)
        .toList();
  }

  private boolean isIt(Crew crew) {
    return crew.isTogether()
        && crew.pool().equals(tools.self().address())
        && crew.bounty().equals(run.bounty())
        && crew.registry().equals(tools.self().registry());
  }

  private static List<Address> ready(List<CrewMember> members) {
    return members.stream()
        .filter(member -> member.standing() == Standing.READY)
        .map(CrewMember::member)
        .toList();
  }

  /** Awaits no more of who has no lease; gives who that is. */
  Set<Address> dropGone(ReplyDesk desk) {
    Set<Address> gone = new TreeSet<>(desk.awaited());
    board.once(this::members).map(CrewWatch::ready).ifPresent(desk::awaitOnly);
    gone.removeAll(desk.awaited());
    return gone;
  }
}
