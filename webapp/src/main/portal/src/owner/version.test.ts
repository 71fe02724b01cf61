import { describe, expect, it } from 'vitest';
import type { Dataset } from '../api/types';
import { hasVersion } from './registration';
import { draftLike } from '../sealing/card';
import { originIn, type UnregisteredManifest } from '../sealing/manifest';

const card = {
  name: 'Pulse',
  description: 'A year.',
  licence: 'CC0-1.0',
  source: 'me',
  citation: '',
  fields: [
    { name: 'day', isLabel: false },
    { name: 'fever', isLabel: true },
  ],
};

describe('one more version', () => {
  it('should begin with what is known of the one before', () => {
    expect(draftLike(card, 2)).toEqual({
      name: 'Pulse',
      description: 'A year.',
      licence: 'CC0-1.0',
      source: 'me',
      citation: '',
      level: 'L2',
      label: 'fever',
    });
  });

  it('should seal data whose version before was public', () => {
    expect(draftLike(card, 0).level).toBe('L1');
  });

  it('should name the origin of the first', () => {
    expect(originIn({ origin: { firstOwner: '0xAB', nonce: 7 }, more: 1 })).toEqual({ firstOwner: '0xAB', nonce: 7 });
  });

  it.each([undefined, 'text', {}, { origin: { firstOwner: '0xAB' } }, { origin: { firstOwner: 1, nonce: 7 } }])(
    'should not follow a first that names none: %j',
    (manifest) => {
      expect(() => originIn(manifest)).toThrow('manifest-origin');
    },
  );

  it('should be known by its sealed bytes', () => {
    const dataset = { versions: [{ cipherRoot: '0x01' }, { cipherRoot: '0x02' }] } as Dataset;
    const sealed = (cipherRoot: string) => ({ payload: { seal: { cipherRoot } } }) as UnregisteredManifest;

    expect(hasVersion(dataset, sealed('0x02'))).toBe(true);
    expect(hasVersion(dataset, sealed('0x03'))).toBe(false);
  });
});
