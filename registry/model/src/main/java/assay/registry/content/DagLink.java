package assay.registry.content;

/**
 * A part of a file inside the tree.
 *
 * @param cid the block at the top of the part
 * @param fileBytes bytes of the file under it
 * @param treeBytes bytes of all blocks under it, itself included
 */
record DagLink(Cid cid, long fileBytes, long treeBytes) {}
