import { describe, expect, it } from 'vitest';
import type { Run, RunPoint } from '../api/types';
import { axis, canBeLogarithmic, placesOf, thin, valueAt } from './curves';

const run = { setup: { samples: 100 } } as Run;
const point = (samples: number, accuracy?: number): RunPoint =>
  ({ samples, accuracy, loss: 1, samplesPerSecond: 5 }) as RunPoint;

describe('curves', () => {
  it('count epochs along x and leave out what was not told', () => {
    expect(placesOf(run, [point(50), point(150, 0.5)], 'accuracy')).toEqual([{ x: 1.5, y: 0.5 }]);
    expect(placesOf(run, [point(50)], 'speed')).toEqual([{ x: 0.5, y: 5 }]);
  });

  it('keep their ends when they are thinned', () => {
    const thinned = thin(Array.from({ length: 1000 }, (_, at) => at), 5);

    expect(thinned).toEqual([0, 250, 500, 749, 999]);
    expect(thin([1, 2], 5)).toEqual([1, 2]);
  });

  it('have the value that was told last', () => {
    const places = [{ x: 1, y: 5 }, { x: 2, y: 4 }];

    expect(valueAt(places, 0.5)).toBeUndefined();
    expect(valueAt(places, 1.9)).toBe(5);
    expect(valueAt(places, 9)).toBe(4);
  });
});

describe('an axis', () => {
  it('has round ticks that hold every value', () => {
    const { ticks, at } = axis([0.13, 2.31], false);

    expect(ticks).toEqual([0, 0.5, 1, 1.5, 2, 2.5]);
    expect(at(0)).toBe(0);
    expect(at(2.5)).toBe(1);
  });

  it('stands for a single value too', () => {
    for (const value of [0, 7, -3]) {
      const place = axis([value], false).at(value);
      expect(place).toBeGreaterThanOrEqual(0);
      expect(place).toBeLessThanOrEqual(1);
    }
  });

  it('has powers of ten where it is logarithmic', () => {
    const { ticks, at } = axis([0.02, 3], true);

    expect(ticks).toEqual([0.01, 0.1, 1, 10]);
    expect(at(0.1)).toBeCloseTo(1 / 3);
  });

  it('is not logarithmic where something is 0', () => {
    expect(canBeLogarithmic([1, 0])).toBe(false);
    expect(canBeLogarithmic([])).toBe(false);
    expect(canBeLogarithmic([1, 0.1])).toBe(true);
  });
});
