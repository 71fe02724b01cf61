package assay.agent.confine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A child that does what its standard input says, most of it forbidden. */
final class Misbehaviour {

  private static final int MEGABYTE = 1 << 20;

  private Misbehaviour() {}

  public static void main(String[] arguments) throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String[] order = in.readLine().split(" ", -1);
    switch (order[0]) {
      case "echo" -> System.out.print(order[1]);
      case "refuse" -> refuse();
      case "allocate" -> allocate();
      case "burn" -> burn();
      case "sleep" -> Thread.sleep(600_000);
      case "connect" -> connect(Integer.parseInt(order[1]));
      case "talk" -> talk(System.out);
      case "write" -> writeFile();
      case "deserialize" -> deserialize();
      case "look" -> look();
      case "be-killed" -> beKilled();
      default -> throw new IllegalArgumentException("unknown order");
    }
  }

  private static void refuse() {
    System.out.print("It is \u001b[31mno model.");
    System.out.flush();
    System.exit(Answer.REFUSAL_CODE);
  }

  private static void allocate() {
    List<byte[]> kept = new ArrayList<>();
    while (!kept.contains(new byte[0])) {
      kept.add(new byte[MEGABYTE]);
    }
  }

  private static void burn() {
    long sum = 1;
    while (sum != 0) {
      sum = sum * 31 | 1;
    }
  }

  private static void connect(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      System.out.print("connected " + socket.isConnected());
    }
  }

  private static void talk(OutputStream out) throws IOException {
    while (true) {
      out.write(new byte[MEGABYTE]);
    }
  }

  private static void writeFile() throws IOException {
    try (OutputStream out = Files.newOutputStream(Path.of("large"))) {
      talk(out);
    }
  }

  private static void deserialize() throws Exception {
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    try (java.io.ObjectOutputStream out = new java.io.ObjectOutputStream(bytes)) {
      out.writeObject(new ArrayList<>(List.of("x")));
    }
    new java.io.ObjectInputStream(new java.io.ByteArrayInputStream(bytes.toByteArray()))
        .readObject();
  }

  private static void beKilled() throws Exception {
    String self = String.valueOf(ProcessHandle.current().pid());
    new ProcessBuilder("kill", "-KILL", self).start();
    Thread.sleep(600_000);
  }

  private static void look() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(""))) {
      boolean isTemp = Path.of("").toAbsolutePath().endsWith(System.getProperty("java.io.tmpdir"));
      System.out.print(
          files.count() + " files, " + System.getenv().size() + " variables, " + isTemp);
    }
  }
}
