import { api } from '../api/client';
import { answered, found, platform, prepare } from '../api/platform';
import type { Bounty, BountyDuties, Deployment, PreparedIntent } from '../api/types';
import { leave, type Letter, sealLetter, typedData } from '../owner/envelope';
import { publicHalf, recipientKey } from '../owner/recipient';
import { cidOf, cidText } from '../sealing/content/cid';
import { hex } from '../sealing/content/texts';
import { rawKey } from '../sealing/identity';
import { SealingRefused } from '../sealing/refused';
import { keep, send, upload } from '../upload/upload';
import { signTypedData } from '../wallet/session';
import type { Backup, TestBackup } from './backup';
import { type BountyOrigin, testKeyCommit } from './origin';
import { publicCount } from './permutation';
import { inWorkshop } from './workshop';

/** What a researcher has to do now. */
export type Duty = 'show-sample' | 'give-test-key' | 'publish-test-key' | 'collect';

/** Samples of one transaction. */
const BATCH = 100;
/** Purpose of the keys inside a bounty: to evaluate. */
const EVALUATE = 2;
/** Keys inside a bounty do not run out: the bounty itself ends. */
const NEVER = Date.parse('9999-12-31T23:59:59Z') / 1000;

export const duties = (id: string): Promise<BountyDuties | undefined> =>
  found(platform.GET('/bounties/{id}/duties', { params: { path: { id } } }));

/** What is to be done in the bounty's state, the most pressing first. */
export function dutiesNow(bounty: Bounty, found: BountyDuties): Duty[] {
  switch (bounty.state) {
    case 'SAMPLED':
      return found.sampleSeed === undefined ? [] : ['show-sample'];
    case 'SCORING':
      return found.asksForTestKey ? ['publish-test-key'] : found.seats.length > 0 ? ['give-test-key'] : [];
    case 'DELIVERING':
    case 'SETTLED':
      return found.delivery === undefined ? [] : ['collect'];
    default:
      return [];
  }
}

/** What the researcher's hashes of that bounty are bound to. */
export function originOf(bounty: Bounty, found: BountyDuties, deployment: Deployment): BountyOrigin {
  return {
    chainId: deployment.chainId,
    market: deployment.contracts['BountyMarket'] ?? '',
    researcher: bounty.researcher,
    nonce: found.nonce,
  };
}

/** Refuses secrets of another bounty. */
export async function requireOf(found: BountyDuties, origin: BountyOrigin, { identity, test }: Backup): Promise<void> {
  const isRecipient = recipientKey(await publicHalf(identity)) === found.recipient;
  const isTestKey = test === undefined || testKeyCommit(origin, rawKey(test.key)) === found.testKeyCommit;
  if (!isRecipient || !isTestKey) {
    throw new SealingRefused('backup-foreign');
  }
}

/** Publishes the next public samples and prepares the transaction that shows them. */
export async function prepareShowing(bounty: Bounty, found: BountyDuties, test: TestBackup): Promise<PreparedIntent> {
  const first = found.samplesShown;
  const length = Math.min(BATCH, publicCount(found.testCount) - first);
  const { batch, samples } = await inWorkshop<'reveal'>({
    kind: 'reveal',
    testSet: test.plain,
    origin: originOf(bounty, found, await api.deployment()),
    showing: { root: found.testRoot, seed: found.sampleSeed ?? '', first, length },
  });
  await publish(samples);
  return prepare('reveal-sample', { bounty: bounty.id, samples: batch });
}

// A sample's file is one block, so that its hash on chain is also its address in the store.
async function publish(samples: readonly Uint8Array<ArrayBuffer>[]): Promise<void> {
  const named = await Promise.all(
    samples.map(async (sample) => ({ sample, cid: cidText(await cidOf('raw', sample)) })),
  );
  const { cids } = await answered(
    platform.POST('/uploads/missing', { body: { cids: [...new Set(named.map(({ cid }) => cid))] } }),
  );
  const missing = new Set(cids);
  for (const { sample, cid } of named) {
    if (missing.delete(cid)) {
      await send({ codec: 'raw', bytes: sample }, new AbortController().signal);
      await keep(cid);
    }
  }
}

/** Gives the sealed test set to the store: no submission can change any more. */
export async function uploadTestSet(test: TestBackup, onProgress: (done: number) => void, signal: AbortSignal): Promise<void> {
  await upload(test.sealed, { onProgress, signal });
}

/** Seals the test set's key to a seat and leaves it for him; one signature, free of charge. */
export async function giveTestKey(bounty: Bounty, seat: string, test: TestBackup): Promise<void> {
  const actor = await api.actor(seat);
  if (actor === undefined) {
    throw new SealingRefused('no-key');
  }
  const { chainId, contracts } = await api.deployment();
  const letter: Letter = {
    kind: 'test-key',
    chainId,
    contract: contracts['BountyMarket'] ?? '',
    subject: bounty.id,
    asset: bounty.id,
    version: 0,
    purpose: EVALUATE,
    sender: bounty.researcher,
    receiver: seat,
    recipient: actor.recipient,
    expiry: NEVER,
    identity: test.key,
  };
  const signature = await signTypedData(await typedData(letter));
  await leave(letter, await sealLetter(letter, signature));
}

/** Prepares the publication of the test set's key, which the panel asked for. */
export function preparePublication(bounty: Bounty, test: TestBackup): Promise<PreparedIntent> {
  return prepare('publish-test-key', { bounty: bounty.id, key: hex(rawKey(test.key)) });
}
