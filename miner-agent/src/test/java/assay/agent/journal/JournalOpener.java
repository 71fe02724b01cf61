package assay.agent.journal;

import java.nio.file.Path;
import java.time.Clock;

/** A process that opens the journal it is told and says how that went. */
final class JournalOpener {

  private JournalOpener() {}

  public static void main(String[] arguments) {
    try (Journal journal = Journal.open(Path.of(arguments[0]), Clock.systemUTC())) {
      System.out.println("opened, knows " + journal.about("bounty-1").size());
    } catch (JournalException e) {
      System.out.println(e.getMessage());
    }
  }
}
