package assay.agent.home;

import assay.chain.Address;
import assay.chain.FileInUseException;
import assay.chain.LineFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Keeps a second agent with the same key from running, also out of another home: a locked file for
 * each chain and account in a folder that all agents of one user on one machine share. Other users,
 * containers and machines do not see it; {@link assay.agent.loop.KeyWatch} notices those.
 */
public final class KeyGuard implements AutoCloseable {

  private final LineFile lock;

  private KeyGuard(LineFile lock) {
    this.lock = lock;
  }

  /**
   * Takes the key for this process.
   *
   * @param folder made if need be; the same for all agents of the user
   * @throws KeyInUseException if another agent has it
   * @throws HomeException if the folder cannot be used
   */
  public static KeyGuard hold(Path folder, long chainId, Address account) {
    Path file = folder.resolve("agent-%d-%s.lock".formatted(chainId, account.hex()));
    try {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      return new KeyGuard(LineFile.open(file));
    } catch (FileInUseException e) {
      throw new KeyInUseException(account, "it runs on this machine and holds " + file, e);
    } catch (IOException e) {
      throw new HomeException(file, "cannot be locked: " + e.getMessage() + ".", e);
    }
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new IllegalStateException("A lock could not be given back.", e);
    }
  }
}
