/**
 * What an owner has on disk: files, folders and archives of known formats, looked through before
 * they are sealed. Everything here is read as if a stranger had made it.
 */
@NullMarked
package assay.registry.format;

import org.jspecify.annotations.NullMarked;
