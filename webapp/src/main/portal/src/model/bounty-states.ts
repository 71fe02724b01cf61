import type { Bounty, BountyState, Evaluation, Submission } from '../api/types';

/** A step of a bounty's life as its timeline shows it. */
export interface Step {
  state: BountyState;
  standing: 'done' | 'current' | 'ahead' | 'ended';
}

const PATH: BountyState[] = [
  'SAMPLED',
  'OPEN',
  'REVEAL',
  'DRAWING',
  'SCORING',
  'SCORE_REVEAL',
  'SCORED',
  'DELIVERING',
  'SETTLED',
];

const FINAL: BountyState[] = ['SETTLED', 'REFUNDED', 'CANCELLED', 'DEFAULTED'];

export function isFinal(state: BountyState): boolean {
  return FINAL.includes(state);
}

/**
 * The way of a bounty: what lies behind, where it stands, what lies ahead. Of one that ended early
 * only the steps that left a trace are shown, then the end.
 */
export function timeline(
  bounty: Bounty,
  submissions: readonly Submission[],
  evaluations: readonly Evaluation[],
): Step[] {
  if (isFinal(bounty.state) && bounty.state !== 'SETTLED') {
    return [...traces(bounty, submissions, evaluations), { state: bounty.state, standing: 'ended' }];
  }
  const place = PATH.indexOf(bounty.state);
  return PATH.map((state, at) => ({ state, standing: standing(state, at, place) }));
}

function standing(state: BountyState, at: number, place: number): Step['standing'] {
  if (at < place || (at === place && state === 'SETTLED')) {
    return 'done';
  }
  return at === place ? 'current' : 'ahead';
}

function traces(
  bounty: Bounty,
  submissions: readonly Submission[],
  evaluations: readonly Evaluation[],
): Step[] {
  const left: Record<string, boolean> = {
    SAMPLED: true,
    OPEN: bounty.state !== 'CANCELLED',
    REVEAL: submissions.some((submission) => submission.revealedAt !== undefined),
    DRAWING: evaluations.length > 0,
    SCORING: evaluations.some((evaluation) => evaluation.committedAt !== undefined),
    SCORE_REVEAL: evaluations.some((evaluation) => evaluation.revealedAt !== undefined),
    SCORED: submissions.some((submission) => submission.verdict !== undefined),
    DELIVERING: bounty.winner !== undefined,
  };
  return PATH.filter((state) => left[state]).map((state) => ({ state, standing: 'done' }));
}
