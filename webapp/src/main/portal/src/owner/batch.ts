import { shallowReactive } from 'vue';
import { api } from '../api/client';
import type { Actor, PreparedIntent, RuledRequest } from '../api/types';
import { WalletRefused } from '../wallet/refused';
import { mined, send } from '../wallet/transaction';
import { answer, finalGrant, prepareGrantUntil, sendKey } from './approval';

/** How far one request has come. */
export type Stage = 'open' | 'prepared' | 'signing' | 'mining' | 'sent' | 'key' | 'done' | 'left';

/** One request that the rules answer, on its way. */
export interface Item {
  readonly ruled: RuledRequest;
  /** Whether the version is sealed, so that a key has to go with the grant. */
  readonly needsKey: boolean;
  isChosen: boolean;
  stage: Stage;
  prepared: PreparedIntent | undefined;
  /** The grant, once it is signed or if it stood before. */
  grant: string | undefined;
  /** Whom the key is sealed to. */
  receiver: Actor | undefined;
}

/** The strictest level whose key is handed out. */
const HANDED_OUT = 2;

/** What names a version. */
export const versionOf = ({ request }: RuledRequest): string => `${request.asset}/${request.version}`;

/** Whether answering takes anything of the wallet. */
export const isFree = ({ ruled }: Item): boolean => ruled.says === 'DENY';

/** What the rules answer among the requests, nothing of it done yet. */
export async function itemsOf(ruled: readonly RuledRequest[]): Promise<Item[]> {
  const answerable = ruled.filter(({ says, standing }) => says !== 'ASK_OWNER' || standing !== undefined);
  const levels = new Map<string, number>();
  for (const asset of new Set(answerable.map(({ request }) => request.asset))) {
    for (const { version, minLevel } of (await api.dataset(asset)).versions) {
      levels.set(`${asset}/${version}`, minLevel);
    }
  }
  return Promise.all(answerable.map((each) => itemOf(each, levels.get(versionOf(each)) ?? 1)));
}

async function itemOf(ruled: RuledRequest, level: number): Promise<Item> {
  return shallowReactive<Item>({
    ruled,
    needsKey: await needsKey(ruled, level),
    isChosen: true,
    stage: 'open',
    prepared: undefined,
    grant: ruled.standing,
    receiver: undefined,
  });
}

/** Whether the version is sealed and its grant one that hands the key out. */
async function needsKey({ says, terms, standing }: RuledRequest, level: number): Promise<boolean> {
  if (says === 'DENY' || level === 0) {
    return false;
  }
  const given = standing === undefined ? undefined : await api.grant(standing);
  return (given?.level ?? terms?.level ?? level) <= HANDED_OUT;
}

/** Whether something of it is signed and not yet answered. */
export const isUnderWay = ({ stage }: Item): boolean => ['signing', 'mining', 'sent', 'key'].includes(stage);

/** Signatures that the chosen items still take. */
export function signatures(items: readonly Item[]): { grants: number; keys: number } {
  const open = items.filter((item) => item.isChosen && item.stage !== 'done' && item.stage !== 'left' && !isFree(item));
  return {
    grants: open.filter(({ grant }) => grant === undefined).length,
    keys: open.filter(({ needsKey }) => needsKey).length,
  };
}

/** What the prepared transactions may cost together, in wei. */
export function fees(items: readonly Item[]): bigint {
  return items
    .filter(({ isChosen, prepared, grant }) => isChosen && prepared !== undefined && grant === undefined)
    .reduce((sum, { prepared }) => sum + BigInt(prepared?.transaction.maxFee ?? 0), 0n);
}

/** Looks whom the keys go to and prepares every grant; whoever no key can be sealed to is left. */
export async function prepareAll(items: readonly Item[]): Promise<void> {
  for (const item of items.filter(({ isChosen, stage }) => isChosen && stage === 'open')) {
    if (isFree(item)) {
      item.stage = 'prepared';
      continue;
    }
    item.receiver = await api.actor(item.ruled.request.grantee);
    if (item.needsKey && item.receiver === undefined) {
      item.stage = 'left';
      continue;
    }
    if (item.grant === undefined) {
      item.prepared = await prepareItem(item);
    }
    item.stage = 'prepared';
  }
}

function prepareItem({ ruled }: Item): Promise<PreparedIntent> {
  const { asset, version, grantee, purpose } = ruled.request;
  const { level = 0, seconds = 0, price = '0' } = ruled.terms ?? {};
  return prepareGrantUntil({ asset, version, grantee, purpose, level, price }, seconds);
}

/**
 * Answers the chosen items, each step after the one before for all of them: denials, grants, keys. What was done is not
 * done again where it broke off.
 *
 * @param keyOf the text of a version's identity file
 */
export async function answerAll(
  items: readonly Item[],
  keyOf: (version: string) => string | undefined,
  signal: AbortSignal,
): Promise<void> {
  const chosen = items.filter(({ isChosen, stage }) => isChosen && stage !== 'done' && stage !== 'left');
  for (const item of chosen.filter(isFree)) {
    await answer(item.ruled.request, false, item.ruled.because ?? '');
    item.stage = 'done';
  }
  const granting = chosen.filter((item) => !isFree(item));
  for (const item of granting.filter(({ grant }) => grant === undefined)) {
    await grant(item, signal);
  }
  for (const item of granting) {
    await deliver(item, keyOf(versionOf(item.ruled)), signal);
  }
}

async function grant(item: Item, signal: AbortSignal): Promise<void> {
  if (item.prepared === undefined) {
    return;
  }
  const hash = await signed(item, item.prepared);
  // From here on it may stand: it is not signed a second time unless the chain refused it.
  item.grant = item.prepared.intent.particulars['grant'];
  item.stage = 'mining';
  try {
    await mined(hash, signal);
  } catch (failure) {
    if (failure instanceof WalletRefused && failure.code === 'reverted') {
      Object.assign(item, { grant: undefined, prepared: undefined, stage: 'open', isChosen: false });
    }
    throw failure;
  }
  item.stage = 'sent';
}

async function signed(item: Item, prepared: PreparedIntent): Promise<string> {
  item.stage = 'signing';
  try {
    return await send(prepared);
  } catch (failure) {
    item.stage = 'prepared';
    throw failure;
  }
}

async function deliver(item: Item, identity: string | undefined, signal: AbortSignal): Promise<void> {
  const given = await finalGrant(item.grant ?? '', signal);
  if (item.needsKey && item.receiver !== undefined && identity !== undefined) {
    item.stage = 'key';
    await sendKey(given, item.receiver.recipient, identity);
  }
  await answer(item.ruled.request, true, '');
  item.stage = 'done';
}
