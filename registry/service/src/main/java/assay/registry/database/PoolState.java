package assay.registry.database;

/**
 * What a pool of database connections does at one moment.
 *
 * @param active connections in use
 * @param idle connections that are open and free
 * @param waiting threads that wait for one
 * @param limit the most it opens
 */
public record PoolState(int active, int idle, int waiting, int limit) {}
