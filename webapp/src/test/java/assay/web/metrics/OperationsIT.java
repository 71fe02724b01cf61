package assay.web.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import assay.registry.database.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What operators are told to ask the database, asked. */
class OperationsIT {

  private static final Path PAGES =
      Path.of("").toAbsolutePath().getParent().resolve("docs/operations");
  private static final Pattern QUERY = Pattern.compile("`(select [^`]+)`");

  /** In the place of a process that somebody looked up; there is none of that number. */
  private static final String NOBODY = "0";

  @Test
  void shouldAskTheDatabaseNothingThatItDoesNotUnderstand() throws IOException {
    List<String> queries = queries();

    assertThat(queries).hasSizeGreaterThan(5);
    try (TestDatabase database = TestDatabase.create()) {
      queries.forEach(
          query ->
              database
                  .database()
                  .inTransaction(
                      transaction ->
                          transaction.createQuery(query.replace("PID", NOBODY)).mapToMap().list()));
    }
  }

  private static List<String> queries() throws IOException {
    List<String> queries = new ArrayList<>();
    try (Stream<Path> pages = Files.list(PAGES)) {
      for (Path page : pages.sorted().toList()) {
        QUERY
            .matcher(Files.readString(page))
            .results()
            .map(found -> found.group(1))
            .forEach(queries::add);
      }
    }
    return queries;
  }
}
