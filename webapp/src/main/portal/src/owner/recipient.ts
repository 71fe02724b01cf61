import { bech32 } from '@scure/base';
import { identityToRecipient } from 'age-encryption';
import { hex } from '../sealing/content/texts';
import { secretIn } from '../sealing/identity';

const PREFIX = 'age';

/** The raw X25519 key of an age recipient, as contracts and envelopes carry it. */
export function recipientKey(recipient: string): string {
  const { prefix, bytes } = bech32.decodeToBytes(recipient);
  if (prefix !== PREFIX) {
    throw new Error(`'${recipient}' is no age recipient.`);
  }
  return hex(bytes);
}

/** The age recipient of a raw X25519 key. */
export function recipientOf(key: string): string {
  const bytes = Uint8Array.from(key.slice(2).match(/../g) ?? [], (pair) => parseInt(pair, 16));
  return bech32.encodeFromBytes(PREFIX, bytes);
}

/** The public half of the one identity in an identity file. */
export function publicHalf(identityFile: string): Promise<string> {
  return identityToRecipient(secretIn(identityFile));
}
