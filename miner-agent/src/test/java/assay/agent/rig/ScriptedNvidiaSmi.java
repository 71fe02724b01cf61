package assay.agent.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A shell script of the name {@code nvidia-smi}, for machines that have no such GPU: it stands in
 * for the program of NVIDIA's driver, and what it prints was written by hand.
 */
public final class ScriptedNvidiaSmi {

  /** A machine with an older and a newer card. */
  public static final String TWO_CARDS =
      """
      0, NVIDIA GeForce RTX 3090, GPU-11111111-2222-3333-4444-555555555555, 00000000:01:00.0, 24576, 1024, 61, 211.48, 350.00, 97, 550.54.14, 8.6
      1, NVIDIA H200, GPU-66666666-7777-8888-9999-aaaaaaaaaaaa, 00000000:02:00.0, 143771, 4, [N/A], 76.31, [Not Supported], 0, 550.54.14, 9.0
      """;

  private ScriptedNvidiaSmi() {}

  /** Puts it into the folder, with this body, and returns the folder as a search path. */
  public static String saying(Path folder, String body) throws IOException {
    Path script = folder.resolve("nvidia-smi");
    Files.writeString(script, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return folder.toString();
  }

  /** One that prints this table, whatever it is asked. */
  public static String printing(Path folder, String table) throws IOException {
    Path file = Files.writeString(folder.resolve("table.csv"), table);
    return saying(folder, "exec /bin/cat '" + file + "'");
  }
}
