package assay.web.account;

import assay.chain.Address;
import java.time.Instant;

/**
 * What a sign-in gives: a secret to send as {@code Authorization: Bearer}, and one that gets the
 * next pair. Both are 256 random bits in base64url, stored nowhere but with their holder.
 *
 * @param expiresAt of the token
 * @param refreshToken works once
 * @param refreshExpiresAt when the sign-in ends, however often it was renewed
 */
public record AccessToken(
    String token,
    Address account,
    Instant expiresAt,
    String refreshToken,
    Instant refreshExpiresAt) {}
