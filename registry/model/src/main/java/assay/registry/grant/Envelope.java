package assay.registry.grant;

import assay.registry.seal.AgeIdentity;

/**
 * A key on its way to one receiver: sealed to him alone, signed by its sender, and good for exactly
 * the subject its header names. Made by {@link EnvelopeWriter}, checked by {@link EnvelopeReader}.
 *
 * @param key the identity that opens what the subject names
 */
public record Envelope(EnvelopeHeader header, AgeIdentity key) {}
