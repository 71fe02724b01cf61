/**
 * Secure aggregation with dropout recovery (Bonawitz et al., "Practical Secure Aggregation for
 * Privacy-Preserving Machine Learning", 2017): a server learns the sum of its clients' updates and
 * of none alone, as long as no more clients are gone than a round's threshold allows.
 *
 * <p>A round: clients {@linkplain KeyAdvert sign two public keys}; everybody gets the {@linkplain
 * Roster}; each client deals {@linkplain SealedShares shares} of its two secrets to all others;
 * sends its {@linkplain MaskedUpdate masked update}; signs the {@linkplain Survivors} that the
 * server names; and, shown that enough others signed the same, {@linkplain Unmasking answers} with
 * one share for each client: of the self mask's seed if it survived, of the mask key if it did not.
 */
@NullMarked
package assay.training.federated.secure;

import org.jspecify.annotations.NullMarked;
