import { describe, expect, it } from 'vitest';
import type { Bounty, BountyState } from '../api/types';
import { possibleActs } from './bounty-acts';

const NOW = new Date('2026-03-01T12:00:00Z');
const LATER = '2026-03-01T12:01:00Z';

const bounty = (state: BountyState, stateDeadline?: string): Bounty =>
  ({ state, stateDeadline }) as Partial<Bounty> as Bounty;

describe('possibleActs', () => {
  it.each<[BountyState, boolean, string[]]>([
    ['SAMPLED', true, ['cancel-bounty']],
    ['SAMPLED', false, []],
    ['OPEN', true, []],
    ['SCORED', false, ['challenge']],
    ['DELIVERING', true, ['complain']],
    ['DELIVERING', false, []],
  ])('in state %s for its researcher (%s) should be %o', (state, isResearcher, acts) => {
    expect(possibleActs(bounty(state, LATER), isResearcher, NOW)).toEqual(acts);
  });

  it('should let anybody lead on when the time is up', () => {
    expect(possibleActs(bounty('OPEN', '2026-03-01T12:00:00Z'), false, NOW)).toEqual(['lead-on-bounty']);
  });

  it('should be nothing when the bounty is over', () => {
    expect(possibleActs(bounty('SETTLED'), true, NOW)).toEqual([]);
  });
});
