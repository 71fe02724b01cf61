import { api } from '../api/client';
import { answered, done, platform, prepare } from '../api/platform';
import type { AccessRequest, Grant, PreparedIntent } from '../api/types';
import { signTypedData } from '../wallet/session';
import { until } from '../wallet/transaction';
import { leave, type Letter, sealLetter, typedData } from './envelope';

/** What an owner gives. */
export interface Terms {
  readonly asset: string;
  readonly version: number;
  readonly grantee: string;
  readonly purpose: number;
  readonly level: number;
  readonly days: number;
  /** Wei of ether a use. */
  readonly price: string;
}

const DAY_SECONDS = 86_400;
const SECOND_MILLIS = 1000;

/** Open requests about the caller's datasets, newest first. */
export const inbox = (): Promise<AccessRequest[]> => answered(platform.GET('/access-requests'));

export function prepareGrant({ days, ...terms }: Terms): Promise<PreparedIntent> {
  return prepareGrantUntil(terms, days * DAY_SECONDS);
}

/** A grant that lasts so many seconds from now. */
export function prepareGrantUntil({ price, ...terms }: Omit<Terms, 'days'>, seconds: number): Promise<PreparedIntent> {
  const expiry = new Date((Math.floor(Date.now() / SECOND_MILLIS) + seconds) * SECOND_MILLIS);
  const cost = price === '0' ? {} : { price };
  return prepare('grant', { ...terms, ...cost, expiry: expiry.toISOString() });
}

/** The grant, once it is in the final chain as the platform sees it. */
export function finalGrant(id: string, signal: AbortSignal): Promise<Grant> {
  return until(() => api.grant(id), signal);
}

/** Seals the version's key to the grantee and leaves it for him; one more signature, free of charge. */
export async function sendKey(grant: Grant, recipient: string, identity: string): Promise<void> {
  const { chainId, contracts } = await api.deployment();
  const letter: Letter = {
    kind: 'version-key',
    chainId,
    contract: contracts['AssetRegistry'] ?? '',
    subject: grant.id,
    asset: grant.asset,
    version: grant.version,
    purpose: grant.purpose,
    sender: grant.grantor,
    receiver: grant.grantee,
    recipient,
    expiry: Date.parse(grant.expiry) / 1000,
    identity,
  };
  const signature = await signTypedData(await typedData(letter));
  await leave(letter, await sealLetter(letter, signature));
}

/** Tells who asked what came of it. */
export async function answer(request: AccessRequest, granted: boolean, because: string): Promise<void> {
  const { asset, version, grantee, purpose, bounty } = request;
  const body = { asset, version, grantee, purpose, bounty, granted, because };
  await done(platform.POST('/access-requests/answers', { body }));
}
