package assay.local.network;

import assay.chain.local.Ports;
import assay.local.process.LocalNetworkException;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * The one folder that holds everything of a local network, so that it can be stopped and started
 * where it was: chain state, database, content, keys, logs and the ports it listens on.
 *
 * @param root where it is
 */
public record NetworkFolder(Path root) {

  /** The ports of a network; chosen once and kept. */
  public record PortPlan(int chain, int database, int store, int platform) {

    /** The port of the part of that name. */
    int of(String part) {
      return switch (part) {
        case "chain" -> chain;
        case "database" -> database;
        case "store" -> store;
        case "platform" -> platform;
        default -> throw new IllegalArgumentException("'" + part + "' has no port.");
      };
    }
  }

  /** Makes the folder if it is not there. */
  public static NetworkFolder at(Path root) {
    try {
      return new NetworkFolder(Files.createDirectories(root).toAbsolutePath().normalize());
    } catch (IOException e) {
      throw new LocalNetworkException("The folder " + root + " cannot be made.", e);
    }
  }

  public Path part(String name) {
    try {
      return Files.createDirectories(root.resolve(name));
    } catch (IOException e) {
      throw new LocalNetworkException("The folder " + root.resolve(name) + " cannot be made.", e);
    }
  }

  public Path log(String name) {
    return part("logs").resolve(name + ".log");
  }

  public Path deployment() {
    return root.resolve("deployment.json");
  }

  /** Where the ports are written down. */
  Path portsFile() {
    return root.resolve("ports.properties");
  }

  /** The ports of an earlier run, or free ones, written down. */
  public PortPlan ports() {
    Path file = portsFile();
    try {
      if (!Files.exists(file)) {
        save(file);
      }
      Properties kept = new Properties();
      try (Reader reader = Files.newBufferedReader(file)) {
        kept.load(reader);
      }
      return new PortPlan(
          port(kept, "chain"), port(kept, "database"), port(kept, "store"), port(kept, "platform"));
    } catch (IOException | NumberFormatException e) {
      throw new LocalNetworkException(
          file + " cannot be used; delete it, and free ports are chosen anew.", e);
    }
  }

  private static int port(Properties kept, String name) {
    return Integer.parseInt(kept.getProperty(name, ""));
  }

  private static void save(Path file) throws IOException {
    Properties chosen = new Properties();
    List<String> names = List.of("chain", "database", "store", "platform");
    List<Integer> ports = Ports.free(names.size());
    for (int i = 0; i < names.size(); i++) {
      chosen.setProperty(names.get(i), String.valueOf(ports.get(i)));
    }
    try (Writer writer = Files.newBufferedWriter(file)) {
      chosen.store(writer, "Ports on 127.0.0.1");
    }
  }
}
