package assay.local.operator;

import assay.registry.backup.PlatformBackup;
import assay.training.pools.OwnTables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What an operator does to his platform's database. */
@Command(name = "platform", description = "Back up, restore and upgrade a platform's database.")
public final class PlatformCommand {

  /** What only the platform holds, into a file. */
  @Command(
      name = "backup",
      description = "Write what no chain gives back into a file; the platform may go on meanwhile.")
  int backup(
      @Mixin DatabaseOption where,
      @Parameters(paramLabel = "FILE", description = "Where nothing is yet.") Path file)
      throws IOException {
    return where.apply(
        database -> {
          long rows = new PlatformBackup(database, OwnTables.ALL).write(file);
          System.out.printf("%d rows of %s in %s.%n", rows, where, file);
          return 0;
        });
  }

  /** And back into a new database. */
  @Command(
      name = "restore",
      description = {
        "Make the tables of a new database and put a backup into them.",
        "The platform builds all else from the chain when it starts."
      })
  int restore(
      @Mixin DatabaseOption where,
      @Parameters(paramLabel = "FILE", description = "What 'platform backup' wrote.") Path file)
      throws IOException {
    return where.apply(
        database -> {
          database.migrate();
          long rows = new PlatformBackup(database, OwnTables.ALL).restore(file);
          System.out.printf("%d rows of %s in %s.%n", rows, file, where);
          return 0;
        });
  }

  /** Forward only. */
  @Command(
      name = "migrate",
      description = "Bring the tables up to this version, as the platform does when it starts.")
  int migrate(
      @Mixin DatabaseOption where,
      @Option(names = "--dry-run", description = "Only say what would be done.") boolean isDry)
      throws IOException {
    return where.apply(
        database -> {
          List<String> pending = database.pendingMigrations();
          pending.forEach(System.out::println);
          if (!isDry) {
            database.migrate();
          }
          System.err.printf(
              "%d migrations %s on %s.%n", pending.size(), isDry ? "would run" : "ran", where);
          return 0;
        });
  }
}
