package assay.registry.database;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A transaction that holds several pieces of one thread's work: all of them happen with {@link
 * #commit}, or none. A piece that fails is undone by itself, and the others may go on. Used by the
 * thread that began it.
 */
public final class JointTransaction implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JointTransaction.class);
  private static final ThreadLocal<@Nullable JointTransaction> CURRENT = new ThreadLocal<>();

  private final Database database;
  private final Handle handle;
  private int depth;
  private boolean isOpen = true;

  private JointTransaction(Database database, Handle handle) {
    this.database = database;
    this.handle = handle;
  }

  /** Begins this thread's, on a connection of its own. */
  static JointTransaction begin(Database database, Handle handle) {
    try {
      if (CURRENT.get() != null) {
        throw new IllegalStateException("This thread has a joint transaction.");
      }
      handle.begin();
      JointTransaction begun = new JointTransaction(database, handle);
      CURRENT.set(begun);
      return begun;
    } catch (RuntimeException e) {
      handle.close();
      throw e;
    }
  }

  /** The one that this thread has on the database, if any. */
  static @Nullable JointTransaction current(Database database) {
    JointTransaction current = CURRENT.get();
    return current != null && current.database == database ? current : null;
  }

  <T, X extends Exception> T join(HandleCallback<T, X> work) throws X {
    String piece = "piece" + depth++;
    handle.savepoint(piece);
    try {
      T result = work.withHandle(handle);
      handle.releaseSavepoint(piece);
      return result;
    } catch (Exception e) {
      undo(piece, e);
      throw e;
    } finally {
      depth--;
    }
  }

  private void undo(String piece, Exception why) {
    try {
      handle.rollbackToSavepoint(piece);
    } catch (JdbiException e) {
      why.addSuppressed(e);
    }
  }

  /**
   * Makes everything happen and closes it.
   *
   * @throws DatabaseUnavailableException if the connection broke; then all of it happened or
   *     nothing
   */
  public void commit() {
    try {
      Database.told(handle::commit);
    } finally {
      close();
    }
  }

  /** Undoes what is not committed. */
  @Override
  public void close() {
    if (!isOpen) {
      return;
    }
    isOpen = false;
    try {
      if (handle.isInTransaction()) {
        handle.rollback();
      }
    } catch (JdbiException e) {
      LOG.debug("The connection is gone, and PostgreSQL undoes what was begun on it.", e);
    } finally {
      CURRENT.remove();
      database.givePlaceBack();
      handle.close();
    }
  }
}
