package assay.registry.intent;

import assay.chain.PreparedTransaction;

/** An intent and the transaction that does it, which waits for a wallet's signature. */
public record PreparedIntent(Intent intent, PreparedTransaction transaction) {}
