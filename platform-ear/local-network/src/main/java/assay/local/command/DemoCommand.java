package assay.local.command;

import assay.agent.home.AgentSettings;
import assay.local.demo.CheckedRounds;
import assay.local.demo.Demo;
import assay.local.demo.DemoJson;
import assay.local.demo.DemoPrinter;
import assay.local.demo.DemoResult;
import assay.local.demo.DemoSettings;
import assay.local.network.LocalNetwork;
import assay.local.network.NetworkFolder;
import assay.local.network.NoteBoard;
import assay.local.process.Installation;
import assay.local.process.LocalNetworkException;
import assay.training.bounty.Score;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The main job, from nothing to a paid model. */
@Command(
    name = "demo",
    description = "Start a local network and run one real bounty on it, end to end.")
final class DemoCommand implements Callable<Integer> {

  @Option(names = "--json", description = "End with one line of JSON on standard output.")
  private boolean json;

  @Option(
      names = "--keep",
      description = "Leave the network running until Ctrl-C, and its folder after that.")
  private boolean keep;

  @Option(
      names = "--threshold",
      paramLabel = "SHARE",
      converter = ShareConverter.class,
      description = "The accuracy asked for (default: 0.95, with --federated 0.90).")
  private @Nullable Score threshold;

  @Option(
      names = "--federated",
      description = {
        "Train by rounds on five owners' sites instead, where the data stays; the labels of one are",
        "half by chance."
      })
  private boolean isFederated;

  @Option(
      names = "--folder",
      paramLabel = "FOLDER",
      description = "Where the network keeps its state (default: a temporary folder).")
  private @Nullable Path chosen;

  /** Set at the end of a demo that is kept; read by whoever presses Ctrl-C. */
  private volatile boolean isFolderKept;

  @Override
  public Integer call() throws Exception {
    PrintStream talk = json ? System.err : System.out;
    DemoPrinter printer = new DemoPrinter(talk, Boolean.getBoolean("assay.terminal"));
    DemoSettings settings = settings();
    NoteBoard board = new NoteBoard();
    try (Shutdown shutdown = new Shutdown()) {
      NetworkFolder folder = folder(shutdown);
      printer.say("Starting chain, store, database, platform, 3 evaluators and a miner ...");
      LocalNetwork network =
          shutdown.own(LocalNetwork.start(Installation.current(), folder, board));
      printer.say("The network is up; portal: " + network.portal());
      Demo demo = shutdown.own(new Demo(network, settings, printer));
      board.add(demo::hear);
      DemoResult result = demo.run(state -> {});
      printer.finish(result, demo.names());
      String page = network.portal() + "/#/bounties/" + result.bounty();
      printer.say("Portal: " + page);
      sayFarewell(network, result, printer);
      return end(result);
    }
  }

  private DemoSettings settings() {
    DemoSettings usual = isFederated ? DemoSettings.onSites() : DemoSettings.standard();
    return threshold == null ? usual : usual.withThreshold(threshold);
  }

  private void sayFarewell(LocalNetwork network, DemoResult result, DemoPrinter printer) {
    Farewell farewell = new Farewell(network.folder().root(), chosen == null);
    if (!keep) {
      printer.say(farewell.stopped());
      return;
    }
    isFolderKept = true;
    AgentSettings settings = AgentSettings.load(network.home("researcher"));
    farewell
        .kept(settings, result.bounty(), result.rounds().map(CheckedRounds::file))
        .forEach(printer::say);
  }

  private int end(DemoResult result) throws InterruptedException {
    if (json) {
      System.out.println(DemoJson.line(result));
      System.out.flush();
    }
    if (keep) {
      new CountDownLatch(1).await();
    }
    return result.isSuccess() ? 0 : 1;
  }

  private NetworkFolder folder(Shutdown shutdown) {
    if (chosen != null) {
      return NetworkFolder.at(chosen);
    }
    try {
      Path temporary = Files.createTempDirectory("assay-demo");
      shutdown.own(() -> deleteUnlessKept(temporary));
      return NetworkFolder.at(temporary);
    } catch (IOException e) {
      throw new LocalNetworkException("No temporary folder can be made.", e);
    }
  }

  private void deleteUnlessKept(Path folder) throws IOException {
    if (isFolderKept) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
