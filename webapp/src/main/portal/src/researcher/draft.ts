import type { Metric } from './bounty-spec';
import type { ModelEstimate } from '../api/types';
import { inWei } from '../format/wei';
import type { TableFacts } from './csv-samples';
import { FEWEST_SAMPLES, privateCount, publicCount } from './permutation';
import type { DataFormat } from './samples';

/** A dataset that is to be trained on, as its researcher chose it. */
export interface ChosenDataset {
  readonly asset: string;
  readonly version: number;
  /** Its owner's part, in relation to the others' parts: a whole number from 1. */
  parts: string;
  /** Whether a miner needs a grant on it. */
  required: boolean;
}

export const PHASES = ['seed', 'sample', 'open', 'reveal', 'scoring', 'scoreReveal', 'challenge', 'delivery', 'publish'] as const;
export type Phase = (typeof PHASES)[number];

/** Seconds of each unit of time that windows are written in. */
export const UNITS = { minutes: 60, hours: 3_600, days: 86_400 } as const;
export type Unit = keyof typeof UNITS;

/** A bounty as it is being written: all that a person typed, checked by nobody yet. */
export interface PostDraft {
  name: string;
  description: string;
  datasets: ChosenDataset[];
  table: File | undefined;
  facts: TableFacts | undefined;
  low: string;
  high: string;
  classes: string;
  model: string;
  estimate: ModelEstimate | undefined;
  metric: Metric;
  /** Percent. */
  threshold: string;
  submissions: string;
  money: Record<'reward' | 'panelFee' | 'stake' | 'evaluationFee', string>;
  seats: string;
  quorum: string;
  /** Of the largest sealed checkpoint. */
  mebibytes: string;
  /** Percent. */
  split: Record<'miner' | 'owners' | 'platform', string>;
  /** Who gets the platform's part. */
  platform: string;
  unit: Unit;
  windows: Record<Phase, string>;
}

export function newDraft(): PostDraft {
  return {
    name: '', description: '', datasets: [],
    table: undefined, facts: undefined, low: '', high: '', classes: '',
    model: '', estimate: undefined,
    metric: 'accuracy', threshold: '95', submissions: '10',
    money: { reward: '3', panelFee: '0.3', stake: '0.1', evaluationFee: '0.03' },
    seats: '3', quorum: '2', mebibytes: '16',
    split: { miner: '77', owners: '23', platform: '0' }, platform: '',
    unit: 'hours',
    windows: { seed: '2', sample: '24', open: '168', reveal: '24', scoring: '24', scoreReveal: '12', challenge: '24', delivery: '24', publish: '24' },
  };
}

/** What is wrong with a draft: the message of each field that needs another value. */
export type Flaws = Readonly<Record<string, string>>;

const BPS = 10_000;
const MILLION = 1_000_000;
const TOP_PLACES = 5;
// Control and format characters, which play tricks on a screen, and halves of characters.
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f\p{Cf}\p{Cs}]/u;

const isCount = (text: string): boolean => /^[1-9]\d{0,8}$/.test(text);
const isReal = (text: string): boolean => /^-?\d{1,9}(\.\d{1,9})?$/.test(text);
const isAddress = (text: string): boolean => /^0x[0-9a-fA-F]{40}$/.test(text);
/** Percent with at most two digits after the point, in 10 000. */
const bps = (percent: string): number | undefined => {
  const [, whole, part = ''] = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(percent) ?? [];
  return whole === undefined ? undefined : Number(whole) * 100 + Number(part.padEnd(2, '0'));
};

function flawsOf(...found: readonly (readonly [string, boolean, string])[]): Flaws {
  return Object.fromEntries(found.filter(([, isWrong]) => isWrong).map(([field, , message]) => [field, message]));
}

export function taskFlaws({ name, description, datasets }: PostDraft): Flaws {
  return flawsOf(
    ['name', name.trim() === '' || name.length > 200 || /[\n\t]/.test(name) || CONTROL.test(name), 'name'],
    ['description', CONTROL.test(description), 'text'],
    ['datasets', datasets.some(({ parts }) => !isCount(parts)), 'parts'],
    ['datasets', datasets.length > 16, 'datasets'],
  );
}

export function testFlaws({ facts, low, high, classes }: PostDraft): Flaws {
  const isSmall = facts !== undefined && (facts.count < FEWEST_SAMPLES || privateCount(facts.count) < publicCount(facts.count));
  return flawsOf(
    ['table', facts === undefined, 'table'],
    ['table', isSmall, 'tableSmall'],
    ['low', !isReal(low), 'number'],
    ['high', !isReal(high) || Number(high) <= Number(low), 'high'],
    ['classes', !isCount(classes) || Number(classes) < 2, 'classes'],
  );
}

export function modelFlaws({ estimate, facts, classes }: PostDraft): Flaws {
  const sizeOf = (shape: readonly number[] | undefined): number => (shape ?? []).reduce((all, side) => all * side, 1);
  const layers = estimate?.layers ?? [];
  const fits = sizeOf(layers[0]?.shape) === facts?.format.width && sizeOf(layers.at(-1)?.shape) === Number(classes);
  return flawsOf(['model', !fits, 'modelShape'], ['model', estimate === undefined, 'model']);
}

export function criterionFlaws({ threshold, submissions, metric, classes }: PostDraft): Flaws {
  const part = thresholdMillionths(threshold);
  return flawsOf(
    ['threshold', part === undefined || part <= 0 || part > MILLION, 'threshold'],
    ['submissions', !isCount(submissions), 'count'],
    ['metric', metric !== 'accuracy' && Number(classes) <= TOP_PLACES, 'metric'],
  );
}

export function moneyFlaws({ money, seats, quorum, mebibytes, split, platform, windows }: PostDraft): Flaws {
  const parts = [bps(split.miner), bps(split.owners), bps(split.platform)];
  const sum = parts.reduce<number>((all, part) => all + (part ?? BPS + 1), 0);
  return {
    ...flawsOf(
      ['reward', inWei(money.reward) === undefined, 'ether'],
      ['panelFee', inWei(money.panelFee) === undefined, 'ether'],
      ['stake', inWei(money.stake) === undefined, 'ether'],
      ['evaluationFee', inWei(money.evaluationFee) === undefined, 'ether'],
      ['seats', !isCount(seats) || Number(seats) > 15, 'seats'],
      ['quorum', !isCount(quorum) || Number(quorum) > Number(seats) || 2 * Number(quorum) <= Number(seats), 'quorum'],
      ['mebibytes', !isCount(mebibytes) || Number(mebibytes) > 64, 'mebibytes'],
      ['split', sum !== BPS, 'split'],
      ['platform', parts[2] !== 0 && !isAddress(platform), 'address'],
    ),
    ...flawsOf(...PHASES.map((phase) => [phase, !isCount(windows[phase]), 'count'] as const)),
  };
}

/** How the values of a sample are told; of a draft without flaws. */
export function formatOf({ facts, low, high, classes }: PostDraft): DataFormat {
  return { width: facts?.format.width ?? 0, low: Number(low), high: Number(high), classes: Number(classes) };
}

/** A percentage such as 95.5 as millionths; nothing where it is none. */
export function thresholdMillionths(percent: string): number | undefined {
  const [, whole, part = ''] = /^(\d{1,3})(?:[.,](\d{1,4}))?$/.exec(percent) ?? [];
  return whole === undefined ? undefined : Number(whole) * 10_000 + Number(part.padEnd(4, '0'));
}

/** Parts in 10 000 that stand to each other as these do; what does not divide goes to the first. */
export function weightsOf(parts: readonly number[]): number[] {
  const all = parts.reduce((sum, part) => sum + part, 0);
  const weights = parts.map((part) => Math.floor((BPS * part) / all));
  const rest = BPS - weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight, at) => (at === 0 ? weight + rest : weight));
}

/** The reward's parts in 10 000; of a draft without flaws. */
export function splitOf({ split, platform }: PostDraft): {
  miner: number;
  owners: number;
  toPlatform: number;
  platform?: string;
} {
  const toPlatform = bps(split.platform) ?? 0;
  const to = toPlatform === 0 ? {} : { platform };
  return { miner: bps(split.miner) ?? 0, owners: bps(split.owners) ?? 0, toPlatform, ...to };
}

/** Reward and panel fee, in wei. */
export function lockedBy({ money }: PostDraft): bigint {
  return BigInt(inWei(money.reward) ?? 0) + BigInt(inWei(money.panelFee) ?? 0);
}

/** Seconds of each window. */
export function windowsOf({ windows, unit }: PostDraft): Record<Phase, number> {
  return Object.fromEntries(PHASES.map((phase) => [phase, Number(windows[phase]) * UNITS[unit]])) as Record<Phase, number>;
}
