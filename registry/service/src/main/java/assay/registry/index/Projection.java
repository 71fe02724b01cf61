package assay.registry.index;

import org.jdbi.v3.core.Handle;

/**
 * Tables derived from final events alone. Applying the same events to cleared tables gives the same
 * rows, whatever happened in between.
 */
public interface Projection {

  /** Repeats one event into the tables; events it has no table for are passed over. */
  void apply(Changes changes, FinalEvent event);

  /** Empties the tables, so that they can be built again. */
  void clear(Handle transaction);
}
