import { bech32 } from '@scure/base';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { SealingRefused } from './refused';

const PREFIX = 'age-secret-key-';

/** A fresh age identity: the secret that opens what is sealed to its recipient. */
export interface Identity {
  readonly secret: string;
  readonly recipient: string;
}

export async function newIdentity(): Promise<Identity> {
  const secret = await generateX25519Identity();
  return { secret, recipient: await identityToRecipient(secret) };
}

/** The identity as `age-keygen` writes it into a file. */
export function identityFile(identity: Identity): string {
  return `# public key: ${identity.recipient}\n${identity.secret}\n`;
}

/** The one secret in an identity file's text. */
export function secretIn(file: string): string {
  const lines = file.split('\n').map((line) => line.trim());
  const [secret, ...more] = lines.filter((line) => line !== '' && !line.startsWith('#'));
  if (secret === undefined || more.length > 0 || !/^AGE-SECRET-KEY-1[0-9A-Z]{58}$/.test(secret)) {
    throw new SealingRefused('identity');
  }
  return secret;
}

/** The raw X25519 key behind an identity file's text. */
export function rawKey(file: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bech32.decodeToBytes(secretIn(file).toLowerCase()).bytes);
}

/** The identity with that raw X25519 key, as `AGE-SECRET-KEY-1...`. */
export function secretOf(key: Uint8Array): string {
  return bech32.encodeFromBytes(PREFIX, key).toUpperCase();
}
