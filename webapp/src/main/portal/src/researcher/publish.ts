import { api } from '../api/client';
import { answered, done, found, platform } from '../api/platform';
import type { Bounty, PublishedModel } from '../api/types';
import { upload } from '../upload/upload';
import { checksummed } from '../wallet/checksum';
import { signTypedData } from '../wallet/session';
import type { Model } from './model';
import types from '../../../../../../training/model/src/main/resources/assay/training/publication/publication-types.json';

/** What a researcher signs when he gives his bounty's winning model to everybody (EIP-712). */
export interface Publication {
  readonly chainId: number;
  readonly market: string;
  readonly bounty: string;
  readonly researcher: string;
  /** CID of the plain checkpoint. */
  readonly archive: string;
  readonly sha256: string;
  /** CID of the bounty's specification. */
  readonly spec: string;
  /** Seconds since 1970. */
  readonly signedAt: number;
}

const of = (id: string): { params: { path: { id: string } } } => ({ params: { path: { id } } });

export function typedData({ chainId, market, ...said }: Publication): unknown {
  return {
    ...types,
    domain: { name: 'AssayModel', version: '1', chainId, verifyingContract: checksummed(market) },
    message: { ...said, researcher: checksummed(said.researcher) },
  };
}

/** Brings the collected model to the store, and says with one signature that everybody may have it. */
export async function publish(bounty: Bounty, model: Model, onProgress: (done: number) => void, signal: AbortSignal): Promise<PublishedModel> {
  const archive = await upload(model.archive, { onProgress, signal });
  const { chainId, contracts } = await api.deployment();
  const said: Publication = {
    chainId,
    market: contracts['BountyMarket'] ?? '',
    bounty: bounty.id,
    researcher: bounty.researcher,
    archive,
    sha256: model.sha256,
    spec: bounty.spec,
    signedAt: Math.floor(Date.now() / 1000),
  };
  const signature = await signTypedData(typedData(said));
  return answered(platform.POST('/bounties/{id}/published-model', { ...of(bounty.id), body: { ...said, signature } }));
}

export const publishedModel = (bounty: string): Promise<PublishedModel | undefined> => found(platform.GET('/bounties/{id}/published-model', of(bounty)));

export const withdraw = (bounty: string): Promise<void> => done(platform.DELETE('/bounties/{id}/published-model', of(bounty)));
