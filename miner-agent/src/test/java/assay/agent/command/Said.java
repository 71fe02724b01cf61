package assay.agent.command;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a command answered on both streams, and its exit code. */
record Said(int code, String out, String err) {

  /** Runs a command; not for several threads, for the streams are the process's. */
  static Said by(String[] words, String... more) {
    List<String> all = new ArrayList<>(Arrays.asList(words));
    if (words.length == 0 || words[0].startsWith("-")) {
      all.addAll(0, Arrays.asList(more));
    } else {
      all.addAll(Arrays.asList(more));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream usualOut = System.out;
    PrintStream usualErr = System.err;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      int code = Main.run(all.toArray(String[]::new));
      return new Said(code, text(out), text(err));
    } finally {
      System.setOut(usualOut);
      System.setErr(usualErr);
    }
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
