package assay.agent.confine;

import assay.agent.confine.ConfinementException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * One running child: it is told its input, its answer is awaited, its end is seen to. Used once, by
 * one thread.
 */
final class ConfinedChild {

  /** Exit codes: a JVM out of memory; 128 and the signals SIGKILL and SIGXCPU. */
  private static final int OUT_OF_MEMORY = 3;

  private static final int KILLED = 137;
  private static final int CPU_SPENT = 152;
  private static final int LONGEST_WORDS = 2000;
  private static final int LONGEST_SENTENCE = 500;
  private static final long LAST_WORDS_MILLIS = 1000;

  private final Process process;
  private final Limits limits;
  private volatile byte[] output = new byte[0];
  private volatile byte[] words = new byte[0];

  ConfinedChild(Process process, Limits limits) {
    this.process = process;
    this.limits = limits;
  }

  /** Tells it the input; what it does not care to hear is its own affair. */
  Answer await(ChildInput input) throws InterruptedException {
    daemon(() -> tell(input));
    return await();
  }

  Answer await() throws InterruptedException {
    Thread reader = daemon(() -> output = readOutput(process.getInputStream()));
    Thread listener = daemon(() -> words = readWords(process.getErrorStream()));
    try {
      if (!process.waitFor(limits.wall().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ConfinementException(
            Reason.TOO_MUCH_TIME,
            "The file took longer than "
                + limits.wall().toMillis()
                + " ms to read; it is refused.");
      }
      reader.join(LAST_WORDS_MILLIS);
      listener.join(LAST_WORDS_MILLIS);
      return answer(process.exitValue());
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
  }

  private Answer answer(int code) {
    if (output.length > limits.outputBytes()) {
      throw new ConfinementException(
          Reason.TOO_MUCH_OUTPUT,
          "Reading the file gave more than " + limits.outputBytes() + " bytes; it is refused.");
    }
    return switch (code) {
      case 0 -> new Answer.Done(output);
      case Answer.REFUSAL_CODE -> new Answer.Refused(sentence(output));
      case OUT_OF_MEMORY ->
          throw new ConfinementException(
              Reason.TOO_MUCH_MEMORY,
              "Reading the file needs more than "
                  + limits.heapMegabytes()
                  + " MB of memory; it is refused.");
      case KILLED ->
          throw new ConfinementException(
              Reason.DISTURBED,
              "The limited child was killed by somebody else, or for want of memory on this"
                  + " machine; try again.");
      case CPU_SPENT ->
          throw new ConfinementException(
              Reason.TOO_MUCH_CPU,
              "Reading the file took more than "
                  + limits.cpu().toSeconds()
                  + " s of processor time; it is refused.");
      default ->
          throw new ConfinementException(
              Reason.BROKEN,
              "The limited child ended with code " + code + " and said: " + sentence(words));
    };
  }

  /** The pipe stays open: it tells the child that its agent lives. */
  private void tell(ChildInput input) {
    try {
      OutputStream pipe = process.getOutputStream();
      input.writeTo(pipe);
      pipe.flush();
    } catch (IOException e) {
      // It ended before it heard all; how it ended says why.
    }
  }

  private byte[] readOutput(InputStream from) {
    byte[] read = readAtMost(from, limits.outputBytes() + 1);
    if (read.length > limits.outputBytes()) {
      process.destroyForcibly();
    }
    return read;
  }

  /** What goes beyond the limit is read and dropped, so that the child does not wait for ever. */
  private static byte[] readWords(InputStream from) {
    byte[] kept = readAtMost(from, LONGEST_WORDS);
    try {
      from.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // The child is gone; its first words are kept.
    }
    return kept;
  }

  private static byte[] readAtMost(InputStream from, int most) {
    try {
      return from.readNBytes(most);
    } catch (IOException e) {
      // Its pipe is closed when it is killed; nothing it said is believed then.
      return new byte[0];
    }
  }

  private static String sentence(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8).replaceAll("\\p{C}+", " ").strip();
    return text.length() > LONGEST_SENTENCE ? text.substring(0, LONGEST_SENTENCE) + "..." : text;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "confined child");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
