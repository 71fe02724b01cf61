import { Encrypter } from 'age-encryption';
import { post } from '../api/acting';
import type { Deployment, Grant } from '../api/types';
import { secretIn } from '../sealing/identity';
import { checksummed } from '../wallet/checksum';
import { publicHalf, recipientKey, recipientOf } from './recipient';
import types from '../../../../../../registry/model/src/main/resources/assay/registry/grant/envelope-types.json';

const FORMAT = 1;
const KIND = 'version-key';

/** A key on its way: what goes with which grant, to whom. */
export interface Letter {
  readonly grant: Grant;
  readonly deployment: Deployment;
  /** The grantee's raw X25519 key. */
  readonly recipient: string;
  /** The text of the version's identity file. */
  readonly identity: string;
}

interface Fields {
  readonly subject: string;
  readonly asset: string;
  readonly version: Grant['version'];
  readonly purpose: Grant['purpose'];
  readonly sender: string;
  readonly receiver: string;
}

function fieldsOf({ grant }: Letter): Fields {
  return {
    subject: grant.id,
    asset: grant.asset,
    version: grant.version,
    purpose: grant.purpose,
    sender: checksummed(grant.grantor),
    receiver: checksummed(grant.grantee),
  };
}

function expiryOf({ grant }: Letter): number {
  return Date.parse(grant.expiry) / 1000;
}

function contractOf({ deployment }: Letter): string {
  return checksummed(deployment.contracts['AssetRegistry'] ?? '');
}

/** What the grantor signs (EIP-712): the header and the public half of the key. */
export async function typedData(letter: Letter): Promise<unknown> {
  const domain = { name: 'AssayEnvelope', version: '1' };
  return {
    ...types,
    domain: { ...domain, chainId: letter.deployment.chainId, verifyingContract: contractOf(letter) },
    message: {
      kind: KIND,
      ...fieldsOf(letter),
      recipient: letter.recipient,
      expiry: expiryOf(letter),
      key: recipientKey(await publicHalf(letter.identity)),
    },
  };
}

/** Seals the signed letter to the grantee; gives the age file in base64. */
export async function sealLetter(letter: Letter, signature: string): Promise<string> {
  const recipient = recipientOf(letter.recipient);
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  const sealed = await encrypter.encrypt(
    JSON.stringify({
      envelope: FORMAT,
      kind: 'VERSION_KEY',
      chainId: letter.deployment.chainId,
      contract: contractOf(letter),
      ...fieldsOf(letter),
      recipient,
      expiry: expiryOf(letter),
      key: secretIn(letter.identity),
      signature: signature.toLowerCase(),
    }),
  );
  return btoa(String.fromCharCode(...sealed));
}

/** Leaves it in the mailbox for the grantee. */
export async function leave({ grant }: Letter, content: string): Promise<void> {
  await post('envelopes', { kind: KIND, subject: grant.id, addressee: grant.grantee, content });
}
