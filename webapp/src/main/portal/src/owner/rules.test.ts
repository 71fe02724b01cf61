import { describe, expect, it } from 'vitest';
import type { AccessRule } from '../api/types';
import { draftOf, newRule, ruleFlaws, ruleOf, rulesFile, rulesIn } from './rules';

const someone = '0x' + 'ab'.repeat(20);
const rule: AccessRule = {
  name: 'miners',
  datasets: ['0x' + 'd1'.repeat(32)],
  purposes: ['train', '77'],
  allow: [someone],
  deny: ['0x' + 'cd'.repeat(20)],
  price: '0.05',
  level: 'L1',
  upToLevel: 'L2',
  lifetime: '12 hours',
  most: 20,
};
const open: AccessRule = { ...rule, datasets: ['all'], allow: ['anyone'], deny: [], lifetime: '1 day', price: '0' };

describe('rules in a form', () => {
  it.each([rule, open])('should be kept as they were: $name $lifetime', (kept) => {
    expect(ruleOf(draftOf(kept))).toEqual(kept);
  });

  it('should begin with one that can be taken', () => {
    expect(ruleFlaws(newRule('one'))).toEqual({});
  });

  it.each([
    ['name', { name: '' }],
    ['datasets', { isForAll: false, datasets: [] }],
    ['purposes', { purposes: [] }],
    ['allow', { allow: '0x12' }],
    ['deny', { deny: `${someone} friend` }],
    ['price', { price: '-1' }],
    ['upToLevel', { level: 'L2', upToLevel: 'L1' }],
    ['length', { length: '0' }],
    ['most', { most: 'many' }],
  ])('should name what cannot be taken: %s', (field, change) => {
    expect(Object.keys(ruleFlaws({ ...newRule('one'), ...change }))).toEqual([field]);
  });

  it('should be for anyone where it names nobody', () => {
    expect(ruleOf({ ...newRule('one'), allow: ` ${someone},\n${someone} ` }).allow).toEqual([someone, someone]);
    expect(ruleOf(newRule('one')).allow).toEqual(['anyone']);
  });
});

describe('the file of an agent', () => {
  it('should be read as it was written', async () => {
    expect(await rulesIn(rulesFile([rule, open]))).toEqual([rule, open]);
  });

  it.each(['', '[]', '{}', '{"rules": [{}]}', '{"rules": [1]}'])('should be one: %s', async (text) => {
    expect(await rulesIn(new Blob([text]))).toBeUndefined();
  });
});
