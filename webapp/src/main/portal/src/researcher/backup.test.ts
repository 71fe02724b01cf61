import { describe, expect, it } from 'vitest';
import { identityFile, newIdentity, rawKey, secretOf } from '../sealing/identity';
import { open } from '../sealing/opener';
import { end, header, padding } from '../sealing/folder/tar';
import vectors from '../../../../../../training/model/src/test/resources/assay/training/bounty/researcher-vectors.json';
import { backupOf, readBackup } from './backup';
import { recipientKey } from '../owner/recipient';
import { readTable } from './csv-samples';
import type { BountyDuties } from '../api/types';
import { requireOf } from './duties';
import { testKeyCommit } from './origin';
import { sealTestSet } from './seal-test-set';
import { readTestSet } from './test-set';

const sealed = await sealTestSet(readTable(vectors.csv, vectors.format), vectors.origin);

describe('a sealed test set', () => {
  it('should be opened by the key that it commits to', async () => {
    const { description, testKey, plain } = sealed;

    const stream = new Blob([sealed.sealed]).stream();
    const opened = await new Response((await open(stream, testKey, description.seal)) as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer();

    expect(new Uint8Array(opened)).toEqual(plain);
    expect(readTestSet(plain, vectors.origin)?.root).toBe(sealed.root);
    expect(testKeyCommit(vectors.origin, rawKey(testKey))).toBe(sealed.keyCommit);
  });

  it('should have other salts each time', async () => {
    const again = await sealTestSet(readTable(vectors.csv, vectors.format), vectors.origin);

    expect(again.root).not.toBe(sealed.root);
  });

  it('should not be made of so few samples that too few stay private', async () => {
    const few = vectors.csv.split('\n').slice(0, 199).join('\n');

    await expect(sealTestSet(readTable(few, vectors.format), vectors.origin)).rejects.toThrow('test-small');
  });
});

describe('a backup', () => {
  it('should give back every secret', async () => {
    const read = await readBackup(backupOf(sealed), vectors.origin.nonce);

    expect(read.identity).toBe(sealed.identity);
    expect(read.test?.key).toBe(sealed.testKey);
    expect(new Uint8Array((await read.test?.plain.arrayBuffer()) ?? new ArrayBuffer(0))).toEqual(sealed.plain);
    expect(new Uint8Array((await read.test?.sealed.arrayBuffer()) ?? new ArrayBuffer(0))).toEqual(sealed.sealed);
  });

  it('should be readable by its owner alone once it is unpacked', async () => {
    const record = await backupOf(sealed).slice(0, 512).text();

    expect(record.slice(0, 12)).toBe('identity.age');
    expect(record.slice(100, 107)).toBe('0100600');
  });

  it('should have nothing to show of another bounty', async () => {
    expect((await readBackup(backupOf(sealed), '8')).test).toBeUndefined();
  });

  it('may be an identity alone, which collects models', async () => {
    const { identity, test } = await readBackup(new Blob([sealed.identity]), '7');

    expect(identity).toBe(sealed.identity);
    expect(test).toBeUndefined();
  });

  it('may be the archive of a home, packed by anybody', async () => {
    const text = new TextEncoder().encode(sealed.identity);
    const home = new Blob([header('./identity.age', text.length), text, padding(text.length), end()]);

    expect((await readBackup(home, '7')).identity).toBe(sealed.identity);
  });

  it.each([
    ['text', 'nothing of the kind'],
    ['nothing', '\u0000'.repeat(2048)],
    ['something long', 'x'.repeat(5000)],
  ])('should be refused where it is %s', async (_what, content) => {
    await expect(readBackup(new Blob([content]), '7')).rejects.toThrow('backup');
  });
});

describe('secrets', () => {
  const duties = async (change: Partial<BountyDuties> = {}): Promise<BountyDuties> =>
    ({ recipient: recipientKey(sealed.recipient), testKeyCommit: sealed.keyCommit, ...change }) as BountyDuties;

  it('should be taken for the bounty that commits to them', async () => {
    const backup = await readBackup(backupOf(sealed), vectors.origin.nonce);

    await expect(requireOf(await duties(), vectors.origin, backup)).resolves.toBeUndefined();
  });

  it.each<Partial<BountyDuties>>([{ recipient: '0x' + '11'.repeat(32) }, { testKeyCommit: '0x' + '11'.repeat(32) }])(
    'should be refused for a bounty with %j',
    async (other) => {
      const backup = await readBackup(backupOf(sealed), vectors.origin.nonce);

      await expect(requireOf(await duties(other), vectors.origin, backup)).rejects.toThrow('backup-foreign');
    },
  );
});

describe('a raw key', () => {
  it('should be the identity that it came from', async () => {
    const { secret, recipient } = await newIdentity();

    expect(secretOf(rawKey(identityFile({ secret, recipient })))).toBe(secret);
  });
});
