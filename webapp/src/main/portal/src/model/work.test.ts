import { describe, expect, it } from 'vitest';
import type { Seat, Submitted } from '../api/types';
import { dutyOf, isStuck, lockedInSubmissions, open } from './work';

const ETHER = '0x' + '0'.repeat(40);
const submitted = (state: string, token = ETHER): Submitted =>
  ({ state, token, stake: '20', evaluationFee: '3' }) as unknown as Submitted;
const seat = (state: string, committedAt?: string, revealedAt?: string): Seat =>
  ({ state, evaluation: { committedAt, revealedAt } }) as unknown as Seat;

describe('an account’s work', () => {
  it('should count as locked what bounties that go on hold in ether', () => {
    const work = [submitted('OPEN'), submitted('SCORED'), submitted('SETTLED'), submitted('OPEN', '0x' + '1'.repeat(40))];

    expect(lockedInSubmissions(work)).toBe('46');
    expect(open(work)).toBe(3);
  });

  it.each([
    ['SCORING', undefined, undefined, 'commit'],
    ['SCORING', 'then', undefined, 'none'],
    ['SCORE_REVEAL', 'then', undefined, 'reveal'],
    ['SCORE_REVEAL', 'then', 'later', 'none'],
    ['SCORE_REVEAL', undefined, undefined, 'none'],
    ['SCORED', 'then', 'later', 'none'],
  ])('should tell what is due on a seat: %s %s %s', (state, committedAt, revealedAt, due) => {
    expect(dutyOf(seat(state, committedAt, revealedAt))).toBe(due);
  });

  it('should tell which bounty waits for somebody to lead it on', () => {
    const now = new Date('2026-05-04T12:00:00Z');
    const at = (state: string, stateDeadline?: string): Seat => ({ ...seat(state), stateDeadline }) as Seat;

    expect(isStuck(at('SCORING', '2026-05-04T12:00:00Z'), now)).toBe(true);
    expect(isStuck(at('SCORING', '2026-05-04T12:00:01Z'), now)).toBe(false);
    expect(isStuck(at('SETTLED'), now)).toBe(false);
  });
});
