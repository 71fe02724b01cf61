import { sha256 } from '@noble/hashes/sha2.js';
import { Encrypter } from 'age-encryption';
import { CidCalculator, UNIXFS_V1_2025 } from '../sealing/content/cid-calculator';
import { Leaves } from '../sealing/content/leaves';
import { hex } from '../sealing/content/texts';
import { identityFile, newIdentity, rawKey } from '../sealing/identity';
import type { Payload } from '../sealing/manifest';
import { SealingRefused } from '../sealing/refused';
import { type BountyOrigin, testKeyCommit } from './origin';
import { FEWEST_SAMPLES, privateCount, publicCount } from './permutation';
import type { Samples } from './samples';
import { TestSet, writeTestSet } from './test-set';

/** What a bounty commits to, and what its researcher alone knows of it. */
export interface SealedTestSet {
  readonly origin: BountyOrigin;
  readonly root: string;
  readonly count: number;
  readonly keyCommit: string;
  /** What the specification says of the sealed file. */
  readonly description: Payload;
  /** The samples with their salts. */
  readonly plain: Uint8Array<ArrayBuffer>;
  readonly sealed: Uint8Array<ArrayBuffer>;
  /** Identity file of what the test set is sealed to. */
  readonly testKey: string;
  /** Identity file of what the winning model's key is sealed to. */
  readonly identity: string;
  readonly recipient: string;
}

/** Salts, commits to and seals a test set for the bounty of that origin. */
export async function sealTestSet(samples: Samples, origin: BountyOrigin): Promise<SealedTestSet> {
  requireEnough(samples.count);
  const testSet = TestSet.salted(origin, samples);
  const [testKey, identity] = [await newIdentity(), await newIdentity()];
  const plain = writeTestSet(testSet);
  const sealed = await sealTo(plain, testKey.recipient);
  return {
    origin,
    root: testSet.root,
    count: samples.count,
    keyCommit: testKeyCommit(origin, rawKey(identityFile(testKey))),
    description: await describe(sealed, plain),
    plain,
    sealed,
    testKey: identityFile(testKey),
    identity: identityFile(identity),
    recipient: identity.recipient,
  };
}

function requireEnough(count: number): void {
  if (count < FEWEST_SAMPLES || privateCount(count) < publicCount(count)) {
    throw new SealingRefused('test-small', { count, least: FEWEST_SAMPLES });
  }
}

async function sealTo(plain: Uint8Array, recipient: string): Promise<Uint8Array<ArrayBuffer>> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return new Uint8Array(await encrypter.encrypt(plain));
}

async function describe(sealed: Uint8Array<ArrayBuffer>, plain: Uint8Array): Promise<Payload> {
  return {
    cid: await cidOf(sealed),
    seal: {
      cipherRoot: hex(sha256(sealed)),
      cipherBytes: sealed.length,
      plainSha256: hex(sha256(plain)),
      plainBytes: plain.length,
    },
  };
}

async function cidOf(content: Uint8Array): Promise<string> {
  const calculator = new CidCalculator(UNIXFS_V1_2025);
  const leaves = new Leaves(UNIXFS_V1_2025.chunkBytes, (leaf) => calculator.addLeaf(leaf));
  await leaves.write(content);
  await leaves.finish();
  return calculator.finish();
}
