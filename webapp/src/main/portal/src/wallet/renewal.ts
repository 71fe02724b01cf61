/** What a sign-in gives, and each renewal of it. */
export interface Tokens {
  readonly token: string;
  readonly expiresAt: string;
  /** Works once. */
  readonly refreshToken: string;
  /** When the sign-in ends, however often it is renewed. */
  readonly refreshExpiresAt: string;
}

const SPARE_MS = 60_000;

/** Milliseconds until the token is over. */
export function untilOver(tokens: Tokens, now: Date): number {
  return Math.max(0, new Date(tokens.expiresAt).getTime() - now.getTime());
}

/**
 * Milliseconds after which to renew, a minute before the token's end, or half of a short life: no request is to be on its
 * way with a token that is over. Nothing where the sign-in ends with this token.
 */
export function renewalWait(tokens: Tokens, now: Date): number | undefined {
  if (new Date(tokens.expiresAt) >= new Date(tokens.refreshExpiresAt)) {
    return undefined;
  }
  const left = untilOver(tokens, now);
  return Math.max(left / 2, left - SPARE_MS);
}
