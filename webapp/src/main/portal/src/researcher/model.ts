import { Decrypter } from 'age-encryption';
import { api } from '../api/client';
import { answered, platform } from '../api/platform';
import type { Bounty, ModelDelivery } from '../api/types';
import { rawKey, secretIn, secretOf } from '../sealing/identity';
import { open } from '../sealing/opener';
import { SealingRefused } from '../sealing/refused';
import { checkpointKeyCommit } from './origin';
import { unhex } from './words';

/** A model as its miner trained it. */
export interface Model {
  readonly archive: Blob;
  /** Of the archive, which was held to what the miner committed to on chain. */
  readonly sha256: string;
}

/**
 * Fetches the sealed model, opens it and holds it to the chain.
 *
 * @param identity text of the identity file that the bounty's keys are sealed to
 */
export async function collect(bounty: Bounty, delivery: ModelDelivery, identity: string): Promise<Model> {
  const key = await keyOf(bounty, delivery, identity);
  const params = { path: { id: bounty.id } };
  const sealed = await answered(platform.GET('/bounties/{id}/model', { params, parseAs: 'stream' }));
  const opened = await open(sealed, key, delivery.seal);
  const archive = await new Response(opened as ReadableStream<Uint8Array<ArrayBuffer>>).blob();
  return { archive, sha256: delivery.seal.plainSha256 };
}

/** The identity that opens the model: published, or the first in the mailbox that its miner committed to. */
async function keyOf(bounty: Bounty, delivery: ModelDelivery, identity: string): Promise<string> {
  if (delivery.publishedKey !== undefined) {
    return secretOf(unhex(delivery.publishedKey));
  }
  const { chainId, contracts } = await api.deployment();
  const market = { chainId, market: contracts['BountyMarket'] ?? '' };
  const query = { kind: 'checkpoint-key', subject: bounty.id } as const;
  for (const { content } of await answered(platform.GET('/envelopes', { params: { query } }))) {
    const key = await keyIn(content, identity);
    const isIt = key !== undefined && checkpointKeyCommit(market, bounty.id, delivery.miner, rawKey(key)) === delivery.keyCommit;
    if (isIt) {
      return key;
    }
  }
  throw new SealingRefused('no-key');
}

/** What an envelope holds; nothing where it is none, or sealed to somebody else: another's may be good. */
async function keyIn(content: string, identity: string): Promise<string | undefined> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(secretIn(identity));
  try {
    const sealed = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    const { key } = JSON.parse(await decrypter.decrypt(sealed, 'text')) as { key?: unknown };
    return typeof key === 'string' ? secretIn(key) : undefined;
  } catch {
    return undefined;
  }
}
