import { describe, expect, it } from 'vitest';
import { halfWidth, normalQuantile } from './half-width';

describe('normalQuantile', () => {
  // Tables of the standard normal distribution.
  it.each([
    [0.5, 0],
    [0.84134475, 1],
    [0.975, 1.959964],
    [0.995, 2.575829],
    [0.9995, 3.290527],
  ])('of %d should be %d', (probability, quantile) => {
    expect(normalQuantile(probability)).toBeCloseTo(quantile, 5);
  });
});

describe('halfWidth', () => {
  it('should be the textbook interval for one submission', () => {
    expect(halfWidth(440, 1, 0.95)).toBeCloseTo(1.959964 * Math.sqrt((0.95 * 0.05) / 440), 6);
  });

  it('should grow with the number of submissions and shrink with the samples', () => {
    expect(halfWidth(440, 10, 0.95)).toBeGreaterThan(halfWidth(440, 1, 0.95));
    expect(halfWidth(1760, 10, 0.95)).toBeCloseTo(halfWidth(440, 10, 0.95) / 2, 10);
  });
});
