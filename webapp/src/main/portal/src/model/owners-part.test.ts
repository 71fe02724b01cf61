import { describe, expect, it } from 'vitest';
import { isMeasured, ownersPart } from './owners-part';

const dataset = (weight: number, share?: number) => ({ asset: '0x', version: 1, weight, required: true, share });

describe('the owners’ part', () => {
  it('is shared by weights where nothing was measured', () => {
    const all = [dataset(6000), dataset(4000)];

    expect(isMeasured(all)).toBe(false);
    expect(all.map((each) => ownersPart(each, all))).toEqual([600_000, 400_000]);
  });

  it('is shared by what was measured, over its sum', () => {
    const all = [dataset(6000, 0), dataset(2000, 3000), dataset(2000, 6000)];

    expect(isMeasured(all)).toBe(true);
    expect(all.map((each) => Math.round(ownersPart(each, all)))).toEqual([0, 333_333, 666_667]);
  });
});
