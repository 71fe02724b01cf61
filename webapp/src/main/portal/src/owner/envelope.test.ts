import { Decrypter } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { identityFile, newIdentity } from '../sealing/identity';
import { type Letter, sealLetter, typedData } from './envelope';
import { recipientKey } from './recipient';

const [key, receiver] = [await newIdentity(), await newIdentity()];
const address = (digit: string): string => '0x' + digit.repeat(40);
const letter: Letter = {
  kind: 'test-key',
  chainId: 677_281,
  contract: address('1'),
  subject: '0x' + 'b1'.repeat(32),
  asset: '0x' + 'b1'.repeat(32),
  version: 0,
  purpose: 2,
  sender: address('2'),
  receiver: address('3'),
  recipient: recipientKey(receiver.recipient),
  expiry: 253_402_300_799,
  identity: identityFile(key),
};

describe('a letter', () => {
  it('should be signed with the public half of its key alone', async () => {
    const text = JSON.stringify(await typedData(letter));

    expect(text).toContain(recipientKey(key.recipient));
    expect(text).toContain('"kind":"test-key"');
    expect(text).not.toContain(key.secret);
  });

  it('should carry the key to its receiver, named as agents name it', async () => {
    const sealed = Uint8Array.from(atob(await sealLetter(letter, '0xAB')), (byte) => byte.charCodeAt(0));
    const decrypter = new Decrypter();
    decrypter.addIdentity(receiver.secret);

    const opened = JSON.parse(await decrypter.decrypt(sealed, 'text')) as Record<string, unknown>;

    expect(opened).toMatchObject({ kind: 'TEST_KEY', key: key.secret, signature: '0xab', expiry: 253_402_300_799 });
  });
});
