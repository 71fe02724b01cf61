import { describe, expect, it } from 'vitest';
import { sumInEther } from '../model/money';
import { inWei } from './wei';

describe('inWei', () => {
  it.each([
    ['1', '1000000000000000000'],
    ['0.25', '250000000000000000'],
    ['0,25', '250000000000000000'],
    [' 2.000000000000000001 ', '2000000000000000001'],
  ])('should read %s', (typed, wei) => {
    expect(inWei(typed)).toBe(wei);
  });

  it.each(['', '0', '0.0', '-1', '1e3', '1.0000000000000000001', 'one', '1.'])('should refuse "%s"', (typed) => {
    expect(inWei(typed)).toBeUndefined();
  });
});

describe('sumInEther', () => {
  it('should leave tokens out', () => {
    const ether = '0x' + '0'.repeat(40);
    const token = '0x' + '1'.repeat(40);

    expect(sumInEther([{ token: ether, amount: '3' }, { token, amount: '5' }, { token: ether, amount: '4' }])).toBe('7');
  });
});
