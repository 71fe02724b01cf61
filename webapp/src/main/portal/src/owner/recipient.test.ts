import { describe, expect, it } from 'vitest';
import { newIdentity, identityFile } from '../sealing/identity';
import { publicHalf, recipientKey, recipientOf } from './recipient';

describe('recipients', () => {
  it('should be the same in both forms', async () => {
    const { recipient } = await newIdentity();

    expect(recipientKey(recipient)).toMatch(/^0x[0-9a-f]{64}$/);
    expect(recipientOf(recipientKey(recipient))).toBe(recipient);
  });

  it('should be the public half of an identity file', async () => {
    const identity = await newIdentity();

    expect(await publicHalf(identityFile(identity))).toBe(identity.recipient);
  });

  it('should refuse what is none', () => {
    expect(() => recipientKey('bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4')).toThrow();
  });
});
