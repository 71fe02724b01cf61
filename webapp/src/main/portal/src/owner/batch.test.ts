import { describe, expect, it } from 'vitest';
import type { PreparedIntent, RuledRequest } from '../api/types';
import { fees, type Item, isUnderWay, signatures } from './batch';

const item = (change: Partial<Item>, says: RuledRequest['says'] = 'APPROVE'): Item => ({
  ruled: { says } as RuledRequest,
  needsKey: true,
  isChosen: true,
  stage: 'prepared',
  prepared: { transaction: { maxFee: '7' } } as PreparedIntent,
  grant: undefined,
  receiver: undefined,
  ...change,
});

describe('requests answered together', () => {
  it('should take a signature for each grant and one for each key', () => {
    const items = [
      item({}),
      item({ needsKey: false }),
      item({ grant: '0xa1' }),
      item({ isChosen: false }),
      item({ stage: 'done' }),
      item({ stage: 'left' }),
      item({ needsKey: false }, 'DENY'),
    ];

    expect(signatures(items)).toEqual({ grants: 2, keys: 2 });
  });

  it('should cost what the grants that are still to be signed cost', () => {
    expect(fees([item({}), item({}), item({ grant: '0xa1' }), item({ isChosen: false })])).toBe(14n);
  });

  it.each(['signing', 'mining', 'sent', 'key'] as const)('should not be begun anew once it is %s', (stage) => {
    expect(isUnderWay(item({ stage }))).toBe(true);
    expect(isUnderWay(item({ stage: 'prepared' }))).toBe(false);
  });
});
