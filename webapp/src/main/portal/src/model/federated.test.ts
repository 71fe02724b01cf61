import { describe, expect, it } from 'vitest';
import type { Payout, RoundLog } from '../api/types';
import { siteWork } from './federated';

const update = (site: string, samples: number) => ({ site, samples });
const log = {
  rounds: [
    { number: 1, updates: [update('0xA1', 100), update('0xB2', 80)], leftOut: [] },
    { number: 2, updates: [update('0xA1', 90)], leftOut: [{ site: '0xB2', why: 'Nothing came within 60 s.' }] },
    { number: 3, updates: [update('0xA1', 95), update('0xC3', 50)], leftOut: [] },
  ],
} as unknown as RoundLog;
const paid = (account: string, role: string, amount: string) => ({ account, role, amount }) as Payout;

describe('the work of sites', () => {
  it('is told round by round: took part, left out, not asked', () => {
    const work = siteWork(log, []);

    expect(work.map(({ site }) => site)).toEqual(['0xA1', '0xB2', '0xC3']);
    expect(work.map(({ parts }) => parts)).toEqual([
      ['in', 'in', 'in'],
      ['in', 'out', 'absent'],
      ['absent', 'absent', 'in'],
    ]);
    expect(work.map(({ taken, samples }) => [taken, samples])).toEqual([[3, 95], [1, 80], [1, 50]]);
    expect(work.map(({ why }) => why)).toEqual([undefined, 'Nothing came within 60 s.', undefined]);
  });

  it('earns what the account was paid as an owner, and nothing that it was paid as another', () => {
    const payouts = [paid('0xa1', 'dataOwner', '7'), paid('0xA1', 'dataOwner', '5'), paid('0xA1', 'miner', '100')];

    expect(siteWork(log, payouts).map(({ earned }) => earned)).toEqual([12n, 0n, 0n]);
  });
});
