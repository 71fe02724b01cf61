import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { SealingRefused } from './refused';

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
