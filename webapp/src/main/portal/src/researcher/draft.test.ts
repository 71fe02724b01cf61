import { describe, expect, it } from 'vitest';
import type { Bounty, BountyDuties, ModelEstimate } from '../api/types';
import {
  criterionFlaws,
  lockedBy,
  modelFlaws,
  moneyFlaws,
  newDraft,
  type PostDraft,
  splitOf,
  taskFlaws,
  testFlaws,
  thresholdMillionths,
  weightsOf,
  windowsOf,
} from './draft';
import { dutiesNow } from './duties';

const facts = { count: 240, format: { width: 64, low: 0, high: 16, classes: 10 } };
const shapes = (...sizes: number[][]): ModelEstimate => ({ layers: sizes.map((shape) => ({ shape })) }) as unknown as ModelEstimate;
const sound: PostDraft = {
  ...newDraft(),
  name: 'Digits',
  facts,
  low: '0',
  high: '16',
  classes: '10',
  estimate: shapes([64], [10]),
};

const ALL = [taskFlaws, testFlaws, modelFlaws, criterionFlaws, moneyFlaws];

describe('a draft', () => {
  it('should have no flaws where all is well', () => {
    expect(ALL.map((flaws) => flaws(sound))).toEqual([{}, {}, {}, {}, {}]);
  });

  it.each<[Partial<PostDraft>, string, string]>([
    [{ name: ' ' }, 'name', 'name'],
    [{ name: 'two\nlines' }, 'name', 'name'],
    [{ description: 'a\u202e' }, 'description', 'text'],
    [{ datasets: [{ asset: '0x', version: 1, parts: '0', required: true }] }, 'datasets', 'parts'],
    [{ facts: undefined, estimate: shapes([64], [10]) }, 'table', 'table'],
    [{ facts: { ...facts, count: 199 } }, 'table', 'tableSmall'],
    [{ high: '0' }, 'high', 'high'],
    [{ classes: '1' }, 'classes', 'classes'],
    [{ estimate: undefined }, 'model', 'model'],
    [{ estimate: shapes([63], [10]) }, 'model', 'modelShape'],
    [{ estimate: shapes([64], [9]) }, 'model', 'modelShape'],
    [{ threshold: '0' }, 'threshold', 'threshold'],
    [{ threshold: '100.0001' }, 'threshold', 'threshold'],
    [{ metric: 'top_k_categorical_accuracy', classes: '5' }, 'metric', 'metric'],
    [{ money: { ...sound.money, reward: '-1' } }, 'reward', 'ether'],
    [{ quorum: '1' }, 'quorum', 'quorum'],
    [{ seats: '16', quorum: '9' }, 'seats', 'seats'],
    [{ split: { miner: '77', owners: '22', platform: '0' } }, 'split', 'split'],
    [{ split: { miner: '75', owners: '23', platform: '2' } }, 'platform', 'address'],
    [{ windows: { ...sound.windows, open: '0' } }, 'open', 'count'],
  ])('should be told of %j', (change, field, flaw) => {
    const found = Object.assign({}, ...ALL.map((flaws) => flaws({ ...sound, ...change }))) as Record<string, string>;

    expect(found[field]).toBe(flaw);
  });

  it('should ask for exact parts', () => {
    expect(thresholdMillionths('95')).toBe(950_000);
    expect(thresholdMillionths('95.0001')).toBe(950_001);
    expect(thresholdMillionths('95,5')).toBe(955_000);
    expect(thresholdMillionths('x')).toBeUndefined();
  });

  it('should share out the owners’ part wholly', () => {
    expect(weightsOf([1, 1, 1])).toEqual([3_334, 3_333, 3_333]);
    expect(weightsOf([1, 3])).toEqual([2_500, 7_500]);
    expect(weightsOf([])).toEqual([]);
  });

  it('should give the platform a part only with an address', () => {
    expect(splitOf(sound)).toEqual({ miner: 7_700, owners: 2_300, toPlatform: 0 });
    expect(splitOf({ ...sound, split: { miner: '75', owners: '22.5', platform: '2,5' }, platform: '0x12' })).toEqual({
      miner: 7_500,
      owners: 2_250,
      toPlatform: 250,
      platform: '0x12',
    });
  });

  it('should lock reward and panel fee, and count seconds', () => {
    expect(lockedBy(sound)).toBe(3_300_000_000_000_000_000n);
    expect(windowsOf({ ...sound, unit: 'minutes' }).seed).toBe(120);
  });
});

describe('duties', () => {
  const found = { seats: [], asksForTestKey: false } as unknown as BountyDuties;

  it.each([
    ['SAMPLED', {}, []],
    ['SAMPLED', { sampleSeed: '0x' }, ['show-sample']],
    ['OPEN', { sampleSeed: '0x' }, []],
    ['SCORING', {}, []],
    ['SCORING', { seats: ['0x'] }, ['give-test-key']],
    ['SCORING', { seats: ['0x'], asksForTestKey: true }, ['publish-test-key']],
    ['SCORED', { delivery: {} }, []],
    ['DELIVERING', { delivery: {} }, ['collect']],
    ['SETTLED', { delivery: {} }, ['collect']],
    ['REFUNDED', {}, []],
  ])('in the state %s with %j should be %j', (state, more, expected) => {
    expect(dutiesNow({ state } as Bounty, { ...found, ...more } as BountyDuties)).toEqual(expected);
  });
});
