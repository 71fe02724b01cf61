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
  readonly sender: string;
  readonly receiver: string;
  readonly contract: string;
  readonly expiry: number;
}

function fieldsOf({ grant, deployment }: Letter): Fields {
  return {
    sender: checksummed(grant.grantor),
    receiver: checksummed(grant.grantee),
    contract: checksummed(deployment.contracts['AssetRegistry'] ?? ''),
    expiry: Date.parse(grant.expiry) / 1000,
  };
}

/** What the grantor signs (EIP-712): the header and the public half of the key. */
export async function typedData(letter: Letter): Promise<unknown> {
  const { grant, deployment } = letter;
  const { sender, receiver, contract, expiry } = fieldsOf(letter);
  return {
    ...types,
    domain: { name: 'AssayEnvelope', version: '1', chainId: deployment.chainId, verifyingContract: contract },
    message: {
      kind: KIND,
      subject: grant.id,
      asset: grant.asset,
      version: grant.version,
      purpose: grant.purpose,
      sender,
      receiver,
      recipient: letter.recipient,
      expiry,
      key: recipientKey(await publicHalf(letter.identity)),
    },
  };
}

/** Seals the signed letter to the grantee; gives the age file in base64. */
export async function sealLetter(letter: Letter, signature: string): Promise<string> {
  const { grant, deployment } = letter;
  const { sender, receiver, contract, expiry } = fieldsOf(letter);
  const recipient = recipientOf(letter.recipient);
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  const sealed = await encrypter.encrypt(
    JSON.stringify({
      envelope: FORMAT,
      kind: 'VERSION_KEY',
      chainId: deployment.chainId,
      contract,
      subject: grant.id,
      asset: grant.asset,
      version: grant.version,
      purpose: grant.purpose,
      sender,
      receiver,
      recipient,
      expiry,
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
