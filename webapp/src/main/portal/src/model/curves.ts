import type { Run, RunPoint } from '../api/types';

/** What a chart can show of a run. */
export const MEASURES = ['loss', 'sampleLoss', 'accuracy'] as const;
export const DEVICE_MEASURES = ['speed', 'use', 'temperature'] as const;
export type Measure = (typeof MEASURES)[number] | (typeof DEVICE_MEASURES)[number];

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** One run's curve of one measure: epochs (with their parts) along x. */
export interface Curve {
  readonly key: string;
  readonly label: string;
  /** Which colour and shape it has; none: it stands in the background. */
  readonly look: number | undefined;
  readonly places: readonly Place[];
}

/** An axis from its least to its greatest value. */
export interface Axis {
  readonly ticks: readonly number[];
  /** Where a value stands, 0 to 1. */
  readonly at: (value: number) => number;
}

const TICKS = 5;
const STEPS = [1, 2, 2.5, 5, 10];

export function valueOf(point: RunPoint, measure: Measure): number | undefined {
  return measure === 'speed' ? point.samplesPerSecond : point[measure];
}

/** A run's points as a curve; a point that lacks the measure is no place of it. */
export function placesOf(run: Run, points: readonly RunPoint[], measure: Measure): Place[] {
  return points.flatMap((point) => {
    const y = valueOf(point, measure);
    return y === undefined ? [] : [{ x: point.samples / run.setup.samples, y }];
  });
}

/** So many places of a curve at most: the first, the last, and even steps between. */
export function thin<T>(places: readonly T[], most: number): T[] {
  if (places.length <= most) {
    return [...places];
  }
  const step = (places.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, at) => places[Math.round(at * step)]!);
}

/** The last value at or before a place along x. */
export function valueAt(places: readonly Place[], x: number): number | undefined {
  return places.findLast((place) => place.x <= x)?.y;
}

export const canBeLogarithmic = (values: readonly number[]): boolean =>
  values.length > 0 && values.every((value) => value > 0);

export function axis(values: readonly number[], isLogarithmic: boolean): Axis {
  const least = Math.min(...values);
  const most = Math.max(...values);
  return isLogarithmic ? logarithmic(least, most) : linear(least, most);
}

function linear(least: number, most: number): Axis {
  const span = most - least || Math.abs(most) || 1;
  const rough = span / TICKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (STEPS.find((each) => each * power >= rough) ?? 10) * power;
  const first = Math.floor(least / step);
  const last = Math.max(Math.ceil(most / step), first + 1);
  const ticks = Array.from({ length: last - first + 1 }, (_, at) => (first + at) * step);
  const low = first * step;
  const high = last * step;
  return { ticks, at: (value) => (value - low) / (high - low) };
}

function logarithmic(least: number, most: number): Axis {
  const first = Math.floor(Math.log10(least));
  const last = Math.max(Math.ceil(Math.log10(most)), first + 1);
  const every = Math.ceil((last - first) / TICKS);
  const ticks = [];
  for (let power = first; power <= last; power += every) {
    ticks.push(10 ** power);
  }
  return { ticks, at: (value) => (Math.log10(value) - first) / (last - first) };
}
