import { describe, expect, it } from 'vitest';
import { readBountyCard, readDatasetCard } from '../api/content';
import type { Bounty, Grant, Submission } from '../api/types';
import { timeline } from './bounty-states';
import { criterionMessage } from './criterion';
import { grantStanding } from './grant-standing';
import { report } from './marks';

const bounty = { state: 'SCORING' } as Bounty;
const submission = { slot: 1, status: 'SCORED', verdict: 420, revealedAt: 'x' } as Submission;

describe('timeline', () => {
  it('shows what lies behind, where it stands and what lies ahead', () => {
    const steps = timeline(bounty, [], []);

    expect(steps).toHaveLength(9);
    expect(steps.map((step) => step.standing).join(' ')).toBe(
      'done done done done current ahead ahead ahead ahead',
    );
  });

  it('shows a settled bounty as done', () => {
    const steps = timeline({ ...bounty, state: 'SETTLED' }, [], []);

    expect(steps.every((step) => step.standing === 'done')).toBe(true);
  });

  it('shows only traces of one that ended early', () => {
    const cancelled = timeline({ ...bounty, state: 'CANCELLED' }, [], []);
    const refunded = timeline({ ...bounty, state: 'REFUNDED' }, [submission], []);

    expect(cancelled.map((step) => step.state)).toEqual(['SAMPLED', 'CANCELLED']);
    expect(refunded.map((step) => step.state)).toEqual([
      'SAMPLED',
      'OPEN',
      'REVEAL',
      'SCORED',
      'REFUNDED',
    ]);
    const defaulted = timeline({ ...bounty, state: 'DEFAULTED' }, [], []);
    expect(defaulted.map((step) => step.state)).toEqual(['SAMPLED', 'OPEN', 'DEFAULTED']);
  });
});

describe('reports of a seat', () => {
  it.each([
    [[0, 420], { kind: 'count', correct: 420 }],
    [[0, 4_294_967_295], { kind: 'invalid' }],
    [[0, 4_294_967_294], { kind: 'unavailable' }],
    [[0], { kind: 'unread' }],
  ])('reads %j', (counts, expected) => {
    expect(report(counts, submission)).toEqual(expected);
  });

  it('does not read what does not stand', () => {
    expect(report([0, 0], { ...submission, status: 'STRUCK' })).toEqual({ kind: 'unread' });
  });
});

describe('what a bounty pays for', () => {
  it.each([
    ['accuracy', 'bounty.accuracyAtLeast'],
    ['top_k_categorical_accuracy', 'bounty.topFiveAtLeast'],
    ['auc', 'bounty.scoreAtLeast'],
    ['', 'bounty.scoreAtLeast'],
  ])('is told by its metric %j', (metric, message) => {
    expect(criterionMessage(readBountyCard({ metric }).metric)).toBe(message);
  });

  it('is a score while the specification is not read', () => {
    expect(criterionMessage(undefined)).toBe('bounty.scoreAtLeast');
  });
});

describe('standing of a grant', () => {
  const grant = {
    price: '0',
    notBefore: '2026-01-01T00:00:00Z',
    expiry: '2026-02-01T00:00:00Z',
    grantEpoch: 1,
    assetEpoch: 1,
    isAssetRetired: false,
  } as Grant;
  const during = new Date('2026-01-15T00:00:00Z');

  it.each<[Partial<Grant>, string]>([
    [{}, 'live'],
    [{ revokedAt: '2026-01-02T00:00:00Z' }, 'revoked'],
    [{ assetEpoch: 2 }, 'superseded'],
    [{ isAssetRetired: true }, 'retired'],
    [{ notBefore: '2026-01-16T00:00:00Z' }, 'waiting'],
    [{ expiry: '2026-01-15T00:00:00Z' }, 'expired'],
    [{ price: '5' }, 'unpaid'],
    [{ price: '5', firstUsedAt: '2026-01-02T00:00:00Z' }, 'live'],
  ])('with %j is %s', (change, standing) => {
    expect(grantStanding({ ...grant, ...change }, during)).toBe(standing);
  });
});

describe('a stranger’s file', () => {
  it.each([[null], [[]], ['text'], [{ card: 7 }], [{ card: { name: {}, schema: 'x' } }]])(
    'that says %j gives an empty card',
    (file) => {
      expect(readDatasetCard(file).name).toBe('');
      expect(readDatasetCard(file).fields).toEqual([]);
      expect(readBountyCard(file).name).toBe('');
    },
  );

  it('gives what it says', () => {
    const card = readDatasetCard({
      card: {
        name: 'Digits',
        sampleCount: 419,
        schema: [{ name: 'pixels', type: 'UINT8', shape: [8, 8], isLabel: false }],
      },
      publicSamples: [{ sampleCount: 2 }, { sampleCount: 3 }],
    });

    expect(card).toMatchObject({ name: 'Digits', sampleCount: 419, publicSamples: 5 });
    expect(card.fields).toEqual([{ name: 'pixels', type: 'uint8', shape: [8, 8], isLabel: false }]);
  });
});
