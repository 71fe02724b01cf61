import { Encrypter } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { identityFile, newIdentity } from './identity';
import { opensHead } from './opener';

const [key, another] = [await newIdentity(), await newIdentity()];
const encrypter = new Encrypter();
encrypter.addRecipient(key.recipient);
const sealed = await encrypter.encrypt(new Uint8Array(200_000));

describe('the head of a sealed file', () => {
  it('should tell which key opens it', async () => {
    const head = new Blob([sealed.slice(0, 4096)]);

    expect(await opensHead(head, identityFile(key))).toBe(true);
    expect(await opensHead(head, identityFile(another))).toBe(false);
    expect(await opensHead(head, 'no identity')).toBe(false);
  });

  it('should tell it of a file that is all head', async () => {
    const short = new Encrypter();
    short.addRecipient(key.recipient);

    expect(await opensHead(new Blob([new Uint8Array(await short.encrypt(new Uint8Array(3)))]), identityFile(key))).toBe(true);
  });

  it('should not open what is no age file', async () => {
    expect(await opensHead(new Blob(['hello']), identityFile(key))).toBe(false);
  });
});
