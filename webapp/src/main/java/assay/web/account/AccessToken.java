package assay.web.account;

import assay.chain.Address;
import java.time.Instant;

/**
 * What a sign-in gives: a secret to send as {@code Authorization: Bearer}.
 *
 * @param token 256 random bits in base64url; stored nowhere but with its holder
 */
public record AccessToken(String token, Address account, Instant expiresAt) {}
