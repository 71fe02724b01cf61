import { sha256 } from '@noble/hashes/sha2.js';
import { describe, expect, it } from 'vitest';
import { hex } from '../sealing/content/texts';
import vectors from '../../../../../../training/model/src/test/resources/assay/training/bounty/researcher-vectors.json';
import { javaDouble, specHash, specJson } from './bounty-spec';
import { readTable, surveyTable } from './csv-samples';
import { bountyId, checkpointKeyCommit, testKeyCommit } from './origin';
import { indexAt, publicCount } from './permutation';
import { readTestSet, TestSet, writeTestSet } from './test-set';
import { unhex } from './words';

const salts = unhex(vectors.salts.replaceAll(' 0x', ''));
const testSet = new TestSet(vectors.origin, readTable(vectors.csv, vectors.format), salts);

describe('what a researcher commits to', () => {
  it('should be the root of the agents', () => {
    expect(testSet.root).toBe(vectors.root);
  });

  it('should be the file that panels read', () => {
    const file = writeTestSet(testSet);

    expect(hex(sha256(file))).toBe(vectors.fileSha256);
    expect(readTestSet(file, vectors.origin)?.root).toBe(vectors.root);
    expect(readTestSet(file.subarray(1), vectors.origin)).toBeUndefined();
    expect(readTestSet(file.subarray(0, -1), vectors.origin)).toBeUndefined();
  });

  it('should bind the keys', () => {
    const key = unhex(vectors.key);

    expect(testKeyCommit(vectors.origin, key)).toBe(vectors.testKeyCommit);
    expect(checkpointKeyCommit(vectors.origin, vectors.bounty, vectors.origin.researcher, key)).toBe(
      vectors.checkpointKeyCommit,
    );
  });

  it('should show the samples that the seed picks, with their proof', () => {
    const { batch } = testSet.reveal(unhex(vectors.seed), vectors.batch.first, vectors.batch.order.length);

    expect(batch).toEqual(vectors.batch);
  });

  it.each(vectors.permutations)('should pick among $count', ({ count, publicCount: expected, first }) => {
    expect(publicCount(count)).toBe(expected);
    expect(first.map((_, k) => indexAt(unhex(vectors.seed), count, k))).toEqual(first);
  });

  it('should be the specification of the agents, byte for byte', () => {
    const { name, description, model, testSet: sealed } = JSON.parse(vectors.spec) as {
      name: string;
      description: string;
      model: string;
      testSet: Parameters<typeof specJson>[0]['testSet'];
    };

    const json = specJson({ name, description, metric: 'accuracy', model, data: vectors.format, testSet: sealed });

    expect(json).toBe(vectors.spec);
    expect(specHash(json)).toBe(vectors.specHash);
    expect(bountyId(vectors.origin, specHash(json))).toBe(vectors.bounty);
  });

  it.each(vectors.reals)('should write a number as $text', ({ bits, text }) => {
    expect(javaDouble(new DataView(unhex('0x' + bits).buffer).getFloat32(0))).toBe(text);
  });
});

describe('a table of samples', () => {
  const format = { width: 2, low: 0, high: 16, classes: 3 };

  it('should tell what it holds', () => {
    expect(surveyTable('0,16,2\n1.5,3,0\n')).toEqual({ count: 2, format: { width: 2, low: 0, high: 16, classes: 3 } });
  });

  it.each([
    ['a head', 'a,b,label\n1,2,0', 'test-number'],
    ['a missing column', '1,2,0\n1,0', 'test-columns'],
    ['a value outside', '1,17,0', 'test-range'],
    ['a label outside', '1,2,3', 'test-label'],
    ['a label with a point', '1,2,1.0', 'test-label'],
    ['an empty line', '1,2,0\n\n', 'test-columns'],
    ['line ends of Windows', '1,2,0\r\n', 'test-label'],
    ['more columns than due', '1,2,3,0', 'test-columns'],
    ['nothing', '', 'empty'],
  ])('should be refused with %s', (_what, text, code) => {
    expect(() => readTable(text, format)).toThrow(code);
  });

  it.each([
    { ...format, classes: 1 },
    { ...format, high: 0 },
    { ...format, low: Number.NaN },
  ])('should be refused in the format %j', (wrong) => {
    expect(() => readTable('0,0,0', wrong)).toThrow('test-format');
  });
});
