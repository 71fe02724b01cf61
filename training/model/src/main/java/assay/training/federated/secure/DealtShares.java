package assay.training.federated.secure;

/**
 * What one client keeps of another's secrets.
 *
 * @param maskKey told if that client is gone
 * @param selfSeed told if it survived; never both
 */
record DealtShares(SecretShare maskKey, SecretShare selfSeed) {}
