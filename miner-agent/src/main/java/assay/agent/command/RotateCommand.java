package assay.agent.command;

import assay.agent.Agent;
import assay.agent.owner.DatasetPublisher;
import assay.registry.dataset.VersionId;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Gives a dataset a new key. */
@Command(
    name = "rotate",
    description = "Seal a dataset's newest version again under a new key, as one more version.")
final class RotateCommand implements Callable<Integer> {

  @Mixin private HomeOption home;

  @Mixin private DatasetChoice choice;

  @Override
  public Integer call() throws IOException {
    try (OpenAgent open = new OpenAgent(home)) {
      Agent agent = open.agent();
      VersionId newest = choice.version(agent);
      PhaseBar bar = PhaseBar.ofCommand();
      VersionId rotated = new DatasetPublisher(agent).rotate(newest, bar).fact();
      bar.end();
      System.out.println(rotated);
      System.err.println(
          "Grants on version %d stay as they are, and so do keys released for it; end them with"
                  .formatted(newest.number())
              + " 'assay dataset revoke'.");
    }
    return 0;
  }
}
