import type { Submission } from '../api/types';

/** Above every count: what a seat writes instead of one (IEvaluationPanel). */
const INVALID = 4_294_967_295;
const UNAVAILABLE = 4_294_967_294;

/** What a seat said of one submission. */
export type Report = { kind: 'count'; correct: number } | { kind: 'invalid' | 'unavailable' | 'unread' };

/** A seat's report on a submission; submissions that do not stand are not read. */
export function report(counts: readonly number[], submission: Submission): Report {
  const word = counts[submission.slot];
  if (word === undefined || !isRead(submission)) {
    return { kind: 'unread' };
  }
  if (word === INVALID) {
    return { kind: 'invalid' };
  }
  return word === UNAVAILABLE ? { kind: 'unavailable' } : { kind: 'count', correct: word };
}

function isRead(submission: Submission): boolean {
  return ['STANDING', 'SCORED', 'INVALID', 'UNDECIDED'].includes(submission.status);
}
