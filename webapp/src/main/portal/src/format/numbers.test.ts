import { describe, expect, it } from 'vitest';
import { bytes, eth, exactWei, percent, scoreMillionths, thresholdPercent } from './numbers';

describe('money', () => {
  it.each([
    ['0', '0 ETH'],
    ['1', '< 0.000001 ETH'],
    ['3000000000000000000', '3 ETH'],
    ['2250000000000000000', '2.25 ETH'],
    ['1999999999999999999', '1.999999 ETH'],
    ['123456789000000000000000', '123,456.789 ETH'],
  ])('shows %s wei as %s', (wei, shown) => {
    expect(eth(wei, 'en')).toBe(shown);
  });

  it('keeps every wei where it is asked for exactly', () => {
    expect(exactWei('1999999999999999999', 'en')).toBe('1,999,999,999,999,999,999 wei');
    expect(exactWei('1999999999999999999', 'de')).toBe('1.999.999.999.999.999.999 wei');
  });

  it('speaks the language', () => {
    expect(eth('2250000000000000000', 'de')).toBe('2,25 ETH');
  });
});

describe('scores', () => {
  it('rounds down as the contract does', () => {
    expect(scoreMillionths(418, 440)).toBe(950_000);
    expect(scoreMillionths(2, 3)).toBe(666_666);
  });

  it('never shows a score as more than it is', () => {
    expect(percent(949_999, 'en')).toBe('94.99%');
    expect(percent(950_000, 'en')).toBe('95.00%');
    expect(percent(1_000_000, 'en')).toBe('100.00%');
  });

  it.each([
    [950_000, '95%'],
    [912_345, '91.2345%'],
  ])('shows the threshold %d as %s', (millionths, shown) => {
    expect(thresholdPercent(millionths, 'en')).toBe(shown);
  });
});

describe('sizes', () => {
  it.each([
    [0, '0 bytes'],
    [20_000, '20 kB'],
    [1_234_567, '1.2 MB'],
  ])('shows %d bytes as %s', (size, shown) => {
    expect(bytes(size, 'en')).toBe(shown);
  });
});
