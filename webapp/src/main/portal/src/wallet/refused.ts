/** Why a wallet did not do it: a code for the translated sentence, and the wallet's own words. */
export class WalletRefused extends Error {
  constructor(
    readonly code: 'rejected' | 'busy' | 'chain-unknown' | 'no-account' | 'reverted' | 'lost' | 'failed',
    readonly detail = '',
  ) {
    super(detail === '' ? code : detail);
  }
}

const CODES: Record<number, WalletRefused['code']> = {
  4001: 'rejected',
  4100: 'rejected',
  4902: 'chain-unknown',
  [-32002]: 'busy',
};

/** What a wallet threw (EIP-1193, "Provider Errors"), as something to show. */
export function asWalletRefused(thrown: unknown): WalletRefused {
  if (thrown instanceof WalletRefused) {
    return thrown;
  }
  const { code, message } = (typeof thrown === 'object' && thrown !== null ? thrown : {}) as {
    code?: unknown;
    message?: unknown;
  };
  const known = typeof code === 'number' ? CODES[code] : undefined;
  return new WalletRefused(known ?? 'failed', typeof message === 'string' ? message.slice(0, 300) : '');
}
