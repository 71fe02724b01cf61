/** The platform's PostgreSQL: connections and schema. It remembers what the chain said. */
@NullMarked
package assay.registry.database;

import org.jspecify.annotations.NullMarked;
