import { answered, found, platform, prepare, type Terms } from '../api/platform';
import type { Bounty, PreparedIntent } from '../api/types';
import { inWei } from '../format/wei';
import { SealingRefused } from '../sealing/refused';
import { upload } from '../upload/upload';
import { until } from '../wallet/transaction';
import { specHash, specJson } from './bounty-spec';
import { formatOf, type PostDraft, splitOf, thresholdMillionths, weightsOf, windowsOf } from './draft';
import { bountyId } from './origin';
import type { SealedTestSet } from './seal-test-set';
import { inWorkshop } from './workshop';

/** A bounty that is ready to be opened: its test set is sealed, its id is known. */
export interface Posting {
  readonly draft: PostDraft;
  readonly test: SealedTestSet;
  /** The specification's one form. */
  readonly spec: string;
  readonly bounty: string;
  /** In wei. */
  readonly openingFee: string;
}

const MEBIBYTE = 1 << 20;

/** Seals the draft's test set for the account's next bounty. */
export async function beginPosting(draft: PostDraft): Promise<Posting> {
  const { openingFee, ...origin } = await answered(platform.GET('/prepared-transactions/open-bounty/origin'));
  const table = draft.table as File;
  const data = formatOf(draft);
  const test = await inWorkshop<'seal'>({ kind: 'seal', table, format: data, origin });
  const { name, description, metric, model } = draft;
  const spec = specJson({ name, description, metric, model, data, testSet: test.description });
  return { draft, test, spec, bounty: bountyId(origin, specHash(spec)), openingFee };
}

/**
 * Publishes the specification and prepares the opening. Refuses a transaction that would open another
 * bounty than the one whose secrets were saved.
 */
export async function prepareOpening({ draft, test, spec, bounty }: Posting): Promise<PreparedIntent> {
  const watch = { onProgress: () => undefined, signal: new AbortController().signal };
  const cid = await upload(new Blob([spec]), watch);
  const prepared = await prepare('open-bounty', terms(cid, draft, test));
  if (prepared.intent.particulars['bounty'] !== bounty) {
    throw new SealingRefused('bounty-differs');
  }
  return prepared;
}

/** Waits until the bounty is in the final chain as the platform sees it. */
export function finalBounty(id: string, signal: AbortSignal): Promise<Bounty> {
  return until(() => found(platform.GET('/bounties/{id}', { params: { path: { id } } })), signal);
}

function terms(spec: string, draft: PostDraft, test: SealedTestSet): Terms<'open-bounty'> {
  const { money, datasets } = draft;
  const threshold = sound(thresholdMillionths(draft.threshold), 'threshold');
  const weights = weightsOf(datasets.map(({ parts }) => Number(parts)));
  return {
    spec,
    recipient: test.recipient,
    nonce: test.origin.nonce,
    test: { root: test.root, count: test.count, keyCommit: test.keyCommit, threshold },
    panel: { seats: Number(draft.seats), quorum: Number(draft.quorum), maxCipherSize: Number(draft.mebibytes) * MEBIBYTE },
    money: {
      reward: sound(inWei(money.reward), 'reward'),
      panelFee: sound(inWei(money.panelFee), 'panelFee'),
      stake: sound(inWei(money.stake), 'stake'),
      evaluationFee: sound(inWei(money.evaluationFee), 'evaluationFee'),
    },
    split: splitOf(draft),
    datasets: datasets.map(({ asset, version, required }, at) => ({ asset, version, weight: weights[at] ?? 0, required })),
    windows: windowsOf(draft),
  };
}

/** What the steps before have found to be sound. */
function sound<T>(value: T | undefined, field: string): T {
  if (value === undefined) {
    throw new Error(`The draft's ${field} cannot be read; mend it and go on from there.`);
  }
  return value;
}
