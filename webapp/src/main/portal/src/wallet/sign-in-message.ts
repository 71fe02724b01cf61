import { checksummed } from './checksum';

/** What the platform says a sign-in message must have. */
export interface Challenge {
  readonly nonce: string;
  readonly domain: string;
  readonly uri: string;
  readonly chainId: number;
}

const STATEMENT = 'Sign in to Assay. This costs nothing and moves no money.';
const LIFETIME_MILLIS = 10 * 60_000;

/** The message that the account signs to sign in (EIP-4361). */
export function signInMessage(account: string, challenge: Challenge, now: Date): string {
  return `${challenge.domain} wants you to sign in with your Ethereum account:
${checksummed(account)}

${STATEMENT}

URI: ${challenge.uri}
Version: 1
Chain ID: ${challenge.chainId}
Nonce: ${challenge.nonce}
Issued At: ${now.toISOString()}
Expiration Time: ${new Date(now.getTime() + LIFETIME_MILLIS).toISOString()}`;
}
