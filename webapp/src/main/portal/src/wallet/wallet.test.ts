import { describe, expect, it } from 'vitest';
import { checksummed } from './checksum';
import { asWalletRefused } from './refused';
import { signInMessage } from './sign-in-message';

describe('checksummed', () => {
  // The examples of EIP-55.
  it.each([
    '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
    '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359',
    '0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB',
    '0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb',
  ])('should write %s', (address) => {
    expect(checksummed(address.toLowerCase())).toBe(address);
  });
});

describe('signInMessage', () => {
  it('should say all that the platform checks', () => {
    const challenge = { nonce: 'a1b2c3d4', domain: 'assay.example', uri: 'https://assay.example', chainId: 5 };

    const text = signInMessage('0x' + 'ab'.repeat(20), challenge, new Date('2026-03-01T12:00:00Z'));

    expect(text.split('\n')).toEqual([
      'assay.example wants you to sign in with your Ethereum account:',
      '0xABaBaBaBABabABabAbAbABAbABabababaBaBABaB',
      '',
      'Sign in to Assay. This costs nothing and moves no money.',
      '',
      'URI: https://assay.example',
      'Version: 1',
      'Chain ID: 5',
      'Nonce: a1b2c3d4',
      'Issued At: 2026-03-01T12:00:00.000Z',
      'Expiration Time: 2026-03-01T12:10:00.000Z',
    ]);
  });
});

describe('asWalletRefused', () => {
  it.each([
    [{ code: 4001, message: 'User rejected' }, 'rejected'],
    [{ code: 4902, message: 'Unknown chain' }, 'chain-unknown'],
    [{ code: -32002, message: 'Already open' }, 'busy'],
    [new Error('something else'), 'failed'],
    ['a text', 'failed'],
  ])('should tell %o as %s', (thrown, code) => {
    expect(asWalletRefused(thrown).code).toBe(code);
  });
});
