import type { FederatedJobSummary, Payout, RoundLog } from '../api/types';

/** A federated job and the rounds that its coordinator recorded. */
export interface KnownJob {
  readonly job: FederatedJobSummary;
  readonly log: RoundLog;
}

export type Part = 'in' | 'out' | 'absent';

/** What one site did in a job, and what it was paid for the bounty. */
export interface SiteWork {
  readonly site: string;
  /** By round, the oldest first. */
  readonly parts: readonly Part[];
  readonly taken: number;
  /** That its newest update counted. */
  readonly samples: number | undefined;
  /** Why it was left out last. */
  readonly why: string | undefined;
  /** Wei of the bounty's token, as an owner. */
  readonly earned: bigint;
}

const OWNER = 'dataOwner';
const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** All who were asked in any round, by their addresses. */
export function siteWork(log: RoundLog, payouts: readonly Payout[]): SiteWork[] {
  const sites = new Set(log.rounds.flatMap(({ updates, leftOut }) => [...updates, ...leftOut].map(({ site }) => site)));
  return [...sites].sort().map((site) => workOf(site, log, payouts));
}

function workOf(site: string, log: RoundLog, payouts: readonly Payout[]): SiteWork {
  const updates = log.rounds.map((round) => round.updates.find((update) => isSame(update.site, site)));
  const reasons = log.rounds.map((round) => round.leftOut.find((left) => isSame(left.site, site))?.why);
  return {
    site,
    parts: updates.map((update, at) => (update ? 'in' : reasons[at] === undefined ? 'absent' : 'out')),
    taken: updates.filter(Boolean).length,
    samples: updates.filter((update) => update !== undefined).at(-1)?.samples,
    why: reasons.filter((why) => why !== undefined).at(-1),
    earned: payouts
      .filter(({ account, role }) => role === OWNER && isSame(account, site))
      .reduce((sum, { amount }) => sum + BigInt(amount), 0n),
  };
}
