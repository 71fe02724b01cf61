import { describe, expect, it } from 'vitest';
import { CidCalculator, type DagLayout, UNIXFS_V1_2025 } from './cid-calculator';
import { encodeNode } from './dag';
import { Leaves } from './leaves';
import table from '../../../../../../../registry/model/src/test/resources/assay/registry/content/unixfs-vectors.tsv?raw';

async function cid(content: Uint8Array, layout: DagLayout = UNIXFS_V1_2025): Promise<string> {
  const calculator = new CidCalculator(layout);
  const leaves = new Leaves(layout.chunkBytes, (leaf) => calculator.addLeaf(leaf));
  for (let start = 0; start < content.length; start += 70_001) {
    await leaves.write(content.subarray(start, start + 70_001));
  }
  await leaves.finish();
  return calculator.finish();
}

/** As the Java test of the same vectors makes them. */
function content(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 8) * 17) % 251);
}

describe('the identifier of content', () => {
  it('is the one every IPFS tool gives', async () => {
    const hello = new TextEncoder().encode('hello IPFS\n');

    expect(await cid(hello)).toBe('bafkreicouv3sksjuzxb3rbb6rziy6duakk2aikegsmtqtz5rsuppjorxsa');
  });

  it('is the one of the vectors that the Java code is held to', async () => {
    const vectors = table.trim().split('\n').slice(1);

    for (const vector of vectors) {
      const [chunkBytes, maxLinks, length, expected] = vector.split('\t');
      const layout = { chunkBytes: Number(chunkBytes), maxLinks: Number(maxLinks) };
      expect(await cid(content(Number(length)), layout), vector).toBe(expected);
    }
    expect(vectors.length).toBeGreaterThan(40);
  });

  it('keeps lengths above 4 GiB whole', () => {
    const part = { cid: new Uint8Array(36), fileBytes: 2 ** 33 + 5, treeBytes: 2 ** 33 + 7 };

    const block = encodeNode([part]);

    expect([...block.subarray(-6)]).toEqual([0x20, 0x85, 0x80, 0x80, 0x80, 0x20]);
  });
});
