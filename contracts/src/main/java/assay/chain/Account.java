package assay.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Wallet;
import org.web3j.crypto.WalletFile;
import org.web3j.crypto.exception.CipherException;
import org.web3j.protocol.ObjectMapperFactory;

/**
 * A key that signs for one address. Lives on disk as a keystore v3 file (Web3 Secret Storage) with
 * its password in a second file, both readable by their owner alone; never prints its key.
 */
public final class Account {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  /**
   * Light (a tenth of the usual time), for its password is random and as long as a key: nobody can
   * guess that, however cheap a guess is.
   */
  private static final int SCRYPT_COST = 1 << 12;

  private static final int PASSWORD_LENGTH = 32;

  private static final int SCRYPT_PARALLEL = 1;

  private final Credentials credentials;

  private Account(Credentials credentials) {
    this.credentials = credentials;
  }

  /** Wraps a key pair that is already in memory. */
  public static Account of(ECKeyPair keys) {
    return new Account(Credentials.create(keys));
  }

  /**
   * Opens a keystore.
   *
   * @throws KeyFileException if a file is missing, open to others, or the password is wrong
   */
  public static Account open(Path keystore, Path passwordFile) {
    requireOwnerOnly(keystore);
    requireOwnerOnly(passwordFile);
    try {
      String password = Files.readString(passwordFile).strip();
      return of(Wallet.decrypt(password, wallet(keystore)));
    } catch (IOException e) {
      throw new KeyFileException(keystore, "cannot be read; restore it from its backup.", e);
    } catch (CipherException e) {
      throw new KeyFileException(
          keystore, "does not open with the password in " + passwordFile + ".", e);
    }
  }

  private static WalletFile wallet(Path keystore) throws IOException {
    try {
      WalletFile wallet =
          ObjectMapperFactory.getObjectMapper().readValue(keystore.toFile(), WalletFile.class);
      if (wallet.getCrypto() != null) {
        return wallet;
      }
    } catch (JsonProcessingException e) {
      throw noKeystore(keystore, e);
    }
    throw noKeystore(keystore, new IOException("it has no field 'crypto'"));
  }

  private static KeyFileException noKeystore(Path file, IOException cause) {
    return new KeyFileException(
        file, "is no keystore of version 3 (JSON with a field 'crypto'); check the path.", cause);
  }

  /**
   * Writes this key to a new keystore.
   *
   * @param passwordFile a random password, of 32 characters or more
   * @throws KeyFileException if the keystore is there already, or the password is shorter
   */
  public void save(Path keystore, Path passwordFile) {
    try {
      String password = longPassword(passwordFile);
      WalletFile wallet =
          Wallet.create(password, credentials.getEcKeyPair(), SCRYPT_COST, SCRYPT_PARALLEL);
      SecretFile.write(keystore, ObjectMapperFactory.getObjectMapper().writeValueAsString(wallet));
    } catch (IOException | CipherException e) {
      throw new KeyFileException(keystore, "cannot be written: " + e.getMessage() + ".", e);
    }
  }

  private static String longPassword(Path file) throws IOException {
    String password = Files.readString(file).strip();
    if (password.length() < PASSWORD_LENGTH) {
      throw new KeyFileException(
          file,
          "holds a password that can be guessed; write %d random characters or more into it."
              .formatted(PASSWORD_LENGTH));
    }
    return password;
  }

  public Address address() {
    return new Address(credentials.getAddress());
  }

  /** The key as web3j's signing functions take it. */
  public Credentials credentials() {
    return credentials;
  }

  @Override
  public String toString() {
    return "Account[" + address() + "]";
  }

  private static void requireOwnerOnly(Path file) {
    try {
      if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
        throw new KeyFileException(file, "can be read by others; run chmod 600 on it.");
      }
    } catch (IOException e) {
      throw new KeyFileException(file, "is missing or unreadable; check the path.", e);
    }
  }
}
