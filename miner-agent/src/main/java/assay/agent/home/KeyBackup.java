package assay.agent.home;

import assay.chain.SecretFile;
import assay.chain.UnfinishedFile;
import assay.registry.format.EntryName;
import assay.registry.format.TarTree;
import assay.registry.seal.PassphraseSeal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Every secret of a home in one file under a passphrase: its account, its age identity and the keys
 * of the dataset versions it sealed. The file is a tar archive sealed as {@code age -p} seals, so
 * that it can be opened without this program.
 */
public final class KeyBackup {

  private static final int LONGEST_SECRET = 1 << 16;

  private final AgentHome home;
  private final PassphraseSeal seal;

  public KeyBackup(AgentHome home, PassphraseSeal seal) {
    this.home = home;
    this.seal = seal;
  }

  /**
   * Writes the backup, and reads it again before it says that it is there.
   *
   * @return how many secrets it holds
   */
  public int write(Path file) {
    try {
      Map<String, String> secrets = secrets();
      UnfinishedFile.write(file, seal.seal(packed(secrets)));
      if (!read(file).equals(secrets)) {
        throw new HomeException(file, "does not hold what was backed up; back up to another disk.");
      }
      return secrets.size();
    } catch (IOException e) {
      throw new HomeException(file, "cannot be written: " + e.getMessage() + ".", e);
    }
  }

  /**
   * Puts back every secret that the home lacks.
   *
   * @return how many
   * @throws HomeException if the home has another secret under the same name
   * @throws assay.registry.seal.WrongIdentityException if the passphrase is another
   */
  public int restore(Path file) {
    try {
      Map<String, String> secrets = read(file);
      for (Map.Entry<String, String> secret : secrets.entrySet()) {
        requireNoOther(home.folder().resolve(secret.getKey()), secret.getValue());
      }
      int restored = 0;
      for (Map.Entry<String, String> secret : secrets.entrySet()) {
        restored += putBack(home.folder().resolve(secret.getKey()), secret.getValue()) ? 1 : 0;
      }
      return restored;
    } catch (IOException e) {
      throw new HomeException(home.folder(), "cannot be restored: " + e.getMessage() + ".", e);
    }
  }

  private Map<String, String> secrets() throws IOException {
    Map<String, String> secrets = new TreeMap<>();
    try (Stream<Path> files = Files.walk(home.folder(), 2)) {
      for (Path file : files.filter(this::isSecret).toList()) {
        secrets.put(home.folder().relativize(file).toString(), Files.readString(file));
      }
    }
    if (secrets.isEmpty()) {
      throw new HomeException(home.folder(), "has no secret to back up; name another home.");
    }
    return secrets;
  }

  private boolean isSecret(Path file) {
    String name = home.folder().relativize(file).toString();
    return name.equals("account.json")
        || name.equals("account.password")
        || name.equals("identity.age")
        || name.matches("version-keys/[0-9a-fx-]+\\.age");
  }

  private static void requireNoOther(Path place, String secret) throws IOException {
    if (Files.exists(place) && !Files.readString(place).equals(secret)) {
      throw new HomeException(
          place, "is another secret than the backup's; restore into an empty home.");
    }
  }

  private static boolean putBack(Path place, String secret) throws IOException {
    if (Files.exists(place)) {
      return false;
    }
    Path folder = Objects.requireNonNull(place.getParent());
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    SecretFile.write(place, secret);
    return true;
  }

  private static byte[] packed(Map<String, String> secrets) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(packed)) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (Map.Entry<String, String> secret : secrets.entrySet()) {
        byte[] bytes = secret.getValue().getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(secret.getKey());
        entry.setSize(bytes.length);
        entry.setMode(0100600);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
      }
    }
    return packed.toByteArray();
  }

  private Map<String, String> read(Path file) throws IOException {
    byte[] packed = seal.open(Files.readAllBytes(file));
    Map<String, String> secrets = new TreeMap<>();
    new TarTree(() -> new ByteArrayInputStream(packed))
        .walk(
            (name, bytes, content) ->
                secrets.put(requireKnown(name), text(content.readNBytes(LONGEST_SECRET))));
    return secrets;
  }

  private String requireKnown(EntryName name) {
    if (!isSecret(home.folder().resolve(name.text()))) {
      throw new HomeException(home.folder(), "has no place for '" + name + "'; not a key backup.");
    }
    return name.text();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
