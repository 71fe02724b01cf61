import { describe, expect, it } from 'vitest';
import { paceOf } from './pace';

describe('the pace', () => {
  it('is what was done in the time, and tells the rest', () => {
    expect(paceOf(30_000_000, 90_000_000, 2000)).toEqual({ bytesPerSecond: 15_000_000, secondsLeft: 4 });
  });

  it('says nothing in the first half second or before the first byte', () => {
    expect(paceOf(30_000_000, 90_000_000, 499)).toBeUndefined();
    expect(paceOf(0, 90_000_000, 5000)).toBeUndefined();
  });

  it('never tells a time below zero', () => {
    expect(paceOf(91, 90, 1000)?.secondsLeft).toBe(0);
  });
});
