import { Encrypter } from 'age-encryption';
import { done, platform } from '../api/platform';
import { secretIn } from '../sealing/identity';
import { checksummed } from '../wallet/checksum';
import { publicHalf, recipientKey, recipientOf } from './recipient';
import types from '../../../../../../registry/model/src/main/resources/assay/registry/grant/envelope-types.json';

const FORMAT = 1;

/** What a letter's key opens, as it is signed, and as it stands in the sealed letter. */
const KINDS = { 'version-key': 'VERSION_KEY', 'test-key': 'TEST_KEY' } as const;

/** A key on its way: what it opens, by which contract, from whom to whom. */
export interface Letter {
  readonly kind: keyof typeof KINDS;
  readonly chainId: number;
  /** The contract that knows the subject. */
  readonly contract: string;
  /** The grant, or the bounty. */
  readonly subject: string;
  /** The dataset, or the bounty. */
  readonly asset: string;
  /** 0 where there are none. */
  readonly version: number;
  readonly purpose: number;
  readonly sender: string;
  readonly receiver: string;
  /** The receiver's raw X25519 key. */
  readonly recipient: string;
  /** Seconds since 1970. */
  readonly expiry: number;
  /** The text of the key's identity file. */
  readonly identity: string;
}

function headerOf({ subject, asset, version, purpose, sender, receiver }: Letter): object {
  return { subject, asset, version, purpose, sender: checksummed(sender), receiver: checksummed(receiver) };
}

/** What the sender signs (EIP-712): the header and the public half of the key. */
export async function typedData(letter: Letter): Promise<unknown> {
  return {
    ...types,
    domain: {
      name: 'AssayEnvelope',
      version: '1',
      chainId: letter.chainId,
      verifyingContract: checksummed(letter.contract),
    },
    message: {
      kind: letter.kind,
      ...headerOf(letter),
      recipient: letter.recipient,
      expiry: letter.expiry,
      key: recipientKey(await publicHalf(letter.identity)),
    },
  };
}

/** Seals the signed letter to its receiver; gives the age file in base64. */
export async function sealLetter(letter: Letter, signature: string): Promise<string> {
  const recipient = recipientOf(letter.recipient);
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  const sealed = await encrypter.encrypt(
    JSON.stringify({
      envelope: FORMAT,
      kind: KINDS[letter.kind],
      chainId: letter.chainId,
      contract: checksummed(letter.contract),
      ...headerOf(letter),
      recipient,
      expiry: letter.expiry,
      key: secretIn(letter.identity),
      signature: signature.toLowerCase(),
    }),
  );
  return btoa(String.fromCharCode(...sealed));
}

/** Leaves it in the mailbox for its receiver. */
export async function leave({ kind, subject, receiver }: Letter, content: string): Promise<void> {
  await done(platform.POST('/envelopes', { body: { kind, subject, addressee: receiver, content } }));
}
