package assay.training.run;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/**
 * One process at a time unpacks and loads native libraries into a folder that all share. JavaCPP
 * locks each file while it unpacks it, but a library that another process has just finished leads
 * the system's loader to those it depends on, and whoever maps one of them half unpacked dies of
 * SIGBUS. Safe for threads.
 */
public final class NativeLoading {

  private static final String LOCK = ".assay.lock";

  private NativeLoading() {}

  /** Finds, and makes where need be, the folder that libraries are unpacked to. */
  public interface Cache {
    File folder() throws IOException;
  }

  /** Waits for its turn; whoever dies while he loads leaves the turn to the next. */
  public static synchronized <T> T alone(Cache cache, Supplier<T> loading) {
    try (FileChannel file = open(cache.folder().toPath())) {
      file.lock();
      return loading.get();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The folder for native libraries cannot be written (%s); choose another with -Dorg.bytedeco.javacpp.cachedir"
              .formatted(e.getMessage()),
          e);
    }
  }

  /** The message of the last cause of a failure to load. */
  public static String why(LinkageError error) {
    Throwable last = error;
    for (Throwable next = error.getCause(); next != null; next = next.getCause()) {
      last = next;
    }
    return String.valueOf(last.getMessage());
  }

  private static FileChannel open(Path folder) throws IOException {
    return FileChannel.open(
        folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }
}
