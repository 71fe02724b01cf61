package assay.system;

import assay.agent.Agent;
import assay.agent.loop.AgentLoop;
import assay.agent.loop.AgentTask;
import assay.agent.loop.Caretaker;
import assay.agent.loop.Narrator;
import assay.agent.loop.Note;
import assay.chain.Address;
import assay.local.network.LocalNetwork;
import assay.local.network.NetworkFolder;
import assay.local.network.NoteBoard;
import assay.local.process.Installation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A local network with people who act in threads of the test. Ending it ends everything and holds
 * the network to that: no process may be left, no port may still be open.
 */
final class Town {

  private static final Duration ENDING = Duration.ofSeconds(20);
  private static final long GRACE_MILLIS = 10_000;

  private final LocalNetwork network;
  private final NoteBoard board;
  private final Notes notes;
  private final List<Agent> agents = new CopyOnWriteArrayList<>();
  private final List<Thread> loops = new CopyOnWriteArrayList<>();

  private Town(LocalNetwork network, NoteBoard board, Notes notes) {
    this.network = network;
    this.board = board;
    this.notes = notes;
  }

  /** Starts a network in a folder of its own under the build folder. */
  static Town start(String name) throws IOException {
    Path folder = Path.of("target", "towns", name).toAbsolutePath();
    deleteAll(folder);
    Notes notes = new Notes();
    NoteBoard board = new NoteBoard();
    board.add(notes::hear);
    LocalNetwork network =
        LocalNetwork.start(Installation.current(), NetworkFolder.at(folder), board);
    Runtime.getRuntime().addShutdownHook(new Thread(network::close));
    return new Town(network, board, notes);
  }

  /** Hears what the agents tell, from now on. */
  void listen(BiConsumer<String, Note> listener) {
    board.add(listener);
  }

  LocalNetwork network() {
    return network;
  }

  Notes notes() {
    return notes;
  }

  /** Opens the home of that name in this JVM. */
  Agent open(String name) {
    Agent agent = Agent.open(network.home(name), Clock.systemUTC(), new SecureRandom());
    agents.add(agent);
    return agent;
  }

  /** Does something with the home of that name, which nobody else may hold meanwhile. */
  <T> T briefly(String name, Function<Agent, T> deed) {
    try (Agent agent = Agent.open(network.home(name), Clock.systemUTC(), new SecureRandom())) {
      return deed.apply(agent);
    }
  }

  Narrator narrator(String name) {
    return new Narrator(Clock.systemUTC(), note -> notes.hear(name, note));
  }

  /** Lets somebody do his duties in a thread until the thread is interrupted or the town ends. */
  Thread employ(String name, AgentTask... tasks) {
    Thread loop = new Thread(new AgentLoop(narrator(name), List.of(tasks))::run, name);
    loop.setDaemon(true);
    loop.start();
    loops.add(loop);
    return loop;
  }

  /** Somebody who leads every bounty on as soon as its deadline has passed. */
  void employUsher() {
    employ("usher", new Caretaker(open("usher"), narrator("usher"), Duration.ZERO));
  }

  /** Waits until the evaluators can be drawn. */
  void awaitEvaluators(Agent anyone) throws InterruptedException {
    for (String name : LocalNetwork.evaluatorNames()) {
      // Outside the question: opening a keystore is made to cost.
      Address evaluator = network.home(name).account().address();
      Wait.until(
          name + " to enrol", Duration.ofMinutes(3), () -> anyone.actors().hasChain(evaluator));
    }
  }

  void end() throws InterruptedException {
    loops.forEach(Thread::interrupt);
    for (Thread loop : loops) {
      loop.join(GRACE_MILLIS);
    }
    agents.forEach(Agent::close);
    List<ProcessHandle> children = ProcessHandle.current().descendants().toList();
    network.close();
    Wait.until(
        "the end of " + children,
        ENDING,
        () -> children.stream().noneMatch(ProcessHandle::isAlive));
    for (URI address : List.of(network.portal(), network.chain(), network.store())) {
      Wait.until("the end of listening on " + address, ENDING, () -> !listens(address));
    }
  }

  private static boolean listens(URI address) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static void deleteAll(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
