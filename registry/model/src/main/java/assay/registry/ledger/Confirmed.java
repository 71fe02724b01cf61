package assay.registry.ledger;

import assay.chain.Receipt;

/**
 * An intent that became a final fact.
 *
 * @param fact what now holds
 * @param receipt where and at what cost
 */
public record Confirmed<T>(T fact, Receipt receipt) {}
