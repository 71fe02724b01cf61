package assay.agent.command;

import assay.agent.platform.ForeignText;
import assay.agent.platform.RoundBoard;
import assay.training.bounty.BountyId;
import assay.training.pool.Crew;
import assay.training.pool.CrewMember;
import assay.training.pool.RoundCall;
import assay.training.pool.RoundReply;
import assay.training.pool.Signed;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows an operator how his crews stand. */
@Command(
    name = "jobs",
    description = "Show the crews that this pool named, their members, and the round that is on.")
final class PoolJobsCommand implements Callable<Integer> {

  @Mixin private HomeOption home;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  /** One crew as the platform tells of it. */
  private record Job(
      Crew crew, List<CrewMember> members, Optional<RoundCall> call, List<RoundReply> replies) {}

  @Override
  public Integer call() {
    try (OpenChain open = new OpenChain(home)) {
      RoundBoard board = open.platform().rounds();
      List<Job> jobs =
          board.crews().stream()
              .map(Signed::statement)
              .filter(crew -> crew.registry().equals(open.registry()))
              .map(crew -> job(board, crew))
              .toList();
      if (json) {
        System.out.println(document(jobs));
      } else {
        jobs.forEach(PoolJobsCommand::print);
      }
      if (jobs.isEmpty()) {
        System.err.println("This pool names no members for any bounty; see 'assay pool dispatch'.");
      }
    }
    return 0;
  }

  private static Job job(RoundBoard board, Crew crew) {
    BountyId bounty = crew.bounty();
    return new Job(
        crew,
        board.members(bounty).stream().filter(member -> crew.has(member.member())).toList(),
        board.current(crew.pool(), bounty).map(Signed::statement),
        board.replies(bounty).stream().map(Signed::statement).toList());
  }

  private static void print(Job job) {
    String round =
        job.call()
            .map(call -> ", round %d until %s".formatted(call.turn().round(), call.deadline()))
            .orElse("");
    System.out.printf(
        "bounty %s, %s%s%n",
        job.crew().bounty(), job.crew().isTogether() ? "together" : "one at a time", round);
    for (CrewMember member : job.members()) {
      System.out.printf(
          "  %s  %-9s  %-7s  %s%n",
          member.member(),
          word(member),
          hasReplied(job, member) ? "replied" : "",
          ForeignText.line(member.because()));
    }
  }

  private static String word(CrewMember member) {
    return member.standing().name().toLowerCase(Locale.ROOT);
  }

  private static boolean hasReplied(Job job, CrewMember member) {
    return job.replies().stream().anyMatch(reply -> reply.member().equals(member.member()));
  }

  private static ObjectNode document(List<Job> jobs) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    ArrayNode list = document.putArray("jobs");
    for (Job job : jobs) {
      ObjectNode one = list.addObject();
      one.put("bounty", job.crew().bounty().toString()).put("together", job.crew().isTogether());
      job.call()
          .ifPresent(
              call ->
                  one.put("round", call.turn().round())
                      .put("deadline", call.deadline().toString()));
      ArrayNode members = one.putArray("members");
      job.members()
          .forEach(
              member ->
                  members
                      .addObject()
                      .put("member", member.member().toString())
                      .put("standing", word(member))
                      .put("replied", hasReplied(job, member))
                      .put("because", member.because()));
    }
    return document;
  }
}
