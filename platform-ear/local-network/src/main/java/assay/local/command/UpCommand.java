package assay.local.command;

import assay.agent.loop.TextNotes;
import assay.local.network.LocalNetwork;
import assay.local.network.NetworkFolder;
import assay.local.network.NoteBoard;
import assay.local.process.Installation;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A local network that stays. */
@Command(name = "up", description = "Start a local network where it was; Ctrl-C stops it.")
final class UpCommand implements Callable<Integer> {

  private static final long LOOK_SECONDS = 1;

  @Option(
      names = "--folder",
      paramLabel = "FOLDER",
      defaultValue = "${user.home}/.assay/network",
      description = "Where the network keeps its state (default: ${DEFAULT-VALUE}).")
  private Path folder;

  @Override
  public Integer call() throws InterruptedException {
    TextNotes notes = new TextNotes(System.err, ZoneId.systemDefault());
    NoteBoard board = new NoteBoard();
    board.add((agent, note) -> notes.accept(note));
    try (Shutdown shutdown = new Shutdown()) {
      System.err.println("Starting the local network in " + folder + " ...");
      LocalNetwork network =
          shutdown.own(LocalNetwork.start(Installation.current(), NetworkFolder.at(folder), board));
      System.out.println(network.portal());
      System.err.println("The network is up; press Ctrl-C to stop it.");
      while (!Thread.currentThread().isInterrupted()) {
        network.requireAlive();
        TimeUnit.SECONDS.sleep(LOOK_SECONDS);
      }
    }
    return 0;
  }
}
