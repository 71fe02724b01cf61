import type { Seat, Submitted } from '../api/types';
import { isFinal } from './bounty-states';
import { isEther } from './money';

/** What an evaluator has to do on a seat now. */
export type SeatDuty = 'commit' | 'reveal' | 'none';

/** Wei of ether that submissions keep locked until their bounties are over. */
export function lockedInSubmissions(submitted: readonly Submitted[]): string {
  return submitted
    .filter(({ state, token }) => !isFinal(state) && isEther(token))
    .reduce((sum, { stake, evaluationFee }) => sum + BigInt(stake) + BigInt(evaluationFee), 0n)
    .toString();
}

/** What is due on the seat in its bounty's state. */
export function dutyOf({ state, evaluation }: Seat): SeatDuty {
  if (state === 'SCORING' && evaluation.committedAt === undefined) {
    return 'commit';
  }
  const isRevealDue = evaluation.committedAt !== undefined && evaluation.revealedAt === undefined;
  return state === 'SCORE_REVEAL' && isRevealDue ? 'reveal' : 'none';
}

/** Whether the bounty stands still until somebody leads it on. */
export function isStuck({ state, stateDeadline }: Submitted | Seat, now: Date): boolean {
  return !isFinal(state) && stateDeadline !== undefined && new Date(stateDeadline) <= now;
}

/** How many of them go on. */
export const open = (work: readonly (Submitted | Seat)[]): number => work.filter(({ state }) => !isFinal(state)).length;
