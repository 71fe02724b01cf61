package assay.registry.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How to reach PostgreSQL.
 *
 * @param url JDBC address, such as {@code jdbc:postgresql://127.0.0.1:5432/assay}
 * @param user the role to connect as
 * @param passwordFile a file that holds the role's password and nothing else
 */
public record DatabaseSettings(String url, String user, Path passwordFile) {

  String password() {
    try {
      return Files.readString(passwordFile).strip();
    } catch (IOException e) {
      throw new DatabaseUnavailableException(
          "its password file %s cannot be read; check assay.db.password.file"
              .formatted(passwordFile),
          e);
    }
  }
}
