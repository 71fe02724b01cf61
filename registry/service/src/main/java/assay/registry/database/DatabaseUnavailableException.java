package assay.registry.database;

import assay.registry.RegistryException;

/** PostgreSQL does not answer or its schema cannot be brought up to date. */
public final class DatabaseUnavailableException extends RegistryException {

  public DatabaseUnavailableException(String problem, Throwable cause) {
    super("The database is not available: " + problem + ".", cause);
  }

  @Override
  public String code() {
    return "database-unavailable";
  }
}
