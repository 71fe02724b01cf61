package assay.registry.listing;

/**
 * Where a page ended.
 *
 * @param sorted the last row's value of what the list is sorted by, as PostgreSQL writes it
 * @param id the last row's id, which orders rows of equal value
 */
public record Place(String sorted, String id) {}
