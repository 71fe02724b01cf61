/** Measures what the product costs on top of the library it stands on. */
@NullMarked
package assay.engine.bench;

import org.jspecify.annotations.NullMarked;
