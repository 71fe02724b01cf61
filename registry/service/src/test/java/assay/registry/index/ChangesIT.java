package assay.registry.index;

import static org.assertj.core.api.Assertions.assertThat;

import assay.registry.database.TestDatabase;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangesIT {

  private static final String PARENT = "insert into parent (id) values (?)";
  private static final String CHILD = "insert into child (id, parent, note) values (?, ?, ?)";
  private static final String NOTE = "update child set note = ? where id = ?";
  private static final String APPENDED = "update child set note = note || ? where id = ?";

  private static TestDatabase database;

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
    database.execute("create table parent (id text primary key)");
    database.execute(
        "create table child (id text primary key, parent text not null references parent, note text)");
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void empty() {
    database.execute("truncate parent, child");
  }

  @Test
  void shouldKeepTheOrderOfOneRowsChanges() {
    run(
        changes -> {
          changes.of("p", PARENT, "p");
          changes.below("p", "a", CHILD, "a", "p", "1");
          changes.below("p", "b", CHILD, "b", "p", "1");
          changes.of("a", NOTE, "2", "a");
          changes.of("a", APPENDED, "3", "a");
          changes.of("b", APPENDED, "3", "b");
          changes.of("b", NOTE, "2", "b");
          changes.of("a", APPENDED, "4", "a");
        });

    assertThat(notes()).containsExactly("234", "2");
  }

  @Test
  void shouldMakeAParentBeforeItsChildrenWhicheverStatementCameFirst() {
    run(
        changes -> {
          for (int i = 0; i < 9; i++) {
            changes.of("p" + i, PARENT, "p" + i);
            changes.below("p" + i, "c" + i, CHILD, "c" + i, "p" + i, "%d".formatted(i));
          }
        });

    assertThat(notes()).hasSize(9);
  }

  @Test
  void shouldDeleteAndMakeARowAgain() {
    run(
        changes -> {
          changes.of("p", PARENT, "p");
          changes.of("p", "delete from parent where id = ?", "p");
          changes.of("p", PARENT, "p");
          changes.below("p", "a", CHILD, "a", "p", null);
          changes.below("p", "b", CHILD, "b", "p", "1");
          changes.of("a", NOTE, "2", "a");
          changes.of("b", NOTE, null, "b");
        });

    assertThat(notes()).containsExactly("2", null);
  }

  @Test
  void shouldSendMoreThanItHasRoomFor() {
    run(
        changes -> {
          changes.of("p", PARENT, "p");
          changes.below("p", "a", CHILD, "a", "p", "");
          for (int i = 0; i < 20_005; i++) {
            changes.of("a", NOTE, "%d".formatted(i), "a");
          }
        });

    assertThat(notes()).containsExactly("20004");
  }

  private static void run(Consumer<Changes> work) {
    database
        .database()
        .inTransaction(
            transaction -> {
              Changes changes = new Changes(transaction);
              work.accept(changes);
              changes.flush();
              return null;
            });
  }

  private static List<String> notes() {
    return database
        .database()
        .inTransaction(
            transaction ->
                transaction
                    .createQuery("select note from child order by id")
                    .mapTo(String.class)
                    .list());
  }
}
