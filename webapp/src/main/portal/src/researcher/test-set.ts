import { sha256 } from '@noble/hashes/sha2.js';
import { hex } from '../sealing/content/texts';
import { type BountyOrigin, originWords } from './origin';
import { indexAt } from './permutation';
import { type DataFormat, sampleBytes, Samples } from './samples';
import { TestTree } from './test-tree';
import { keccak, words } from './words';

/** Some of the public samples with one proof for all of them, as the market takes them in. */
export interface SampleBatch {
  /** How many were revealed before. */
  readonly first: number;
  /** The numbers k of these samples, so ordered that their places P(k) ascend. */
  readonly order: readonly number[];
  readonly sampleHashes: readonly string[];
  readonly salts: readonly string[];
  readonly proof: readonly string[];
}

const LEAF = Uint8Array.of(0);
const SALT = 32;
const MAGIC = new TextEncoder().encode('ASSAYTS1');
const HEADER = MAGIC.length + 5 * 4;
/** What `crypto.getRandomValues` gives at once. */
const MOST_RANDOM = 1 << 16;

/**
 * A bounty's hidden test set: single salted samples under one Merkle root. The salts keep anyone from
 * guessing a private sample by its leaf.
 */
export class TestSet {
  readonly #tree: TestTree;

  /**
   * @param salts 32 unpredictable bytes for each sample, one after the other
   */
  constructor(
    origin: BountyOrigin,
    readonly samples: Samples,
    readonly salts: Uint8Array<ArrayBuffer>,
  ) {
    const frame = originWords(origin);
    this.#tree = new TestTree(
      Array.from({ length: samples.count }, (_, index) =>
        keccak(LEAF, frame, words(index, sha256(samples.at(index)), this.#salt(index))),
      ),
    );
  }

  /** With a fresh salt for every sample. */
  static salted(origin: BountyOrigin, samples: Samples): TestSet {
    const salts = new Uint8Array(samples.count * SALT);
    for (let from = 0; from < salts.length; from += MOST_RANDOM) {
      crypto.getRandomValues(salts.subarray(from, from + MOST_RANDOM));
    }
    return new TestSet(origin, samples, salts);
  }

  /** The root that the bounty commits to. */
  get root(): string {
    return hex(this.#tree.root);
  }

  /** The public samples from the `first` on, that many: their places and one proof for all of them. */
  reveal(seed: Uint8Array, first: number, length: number): { batch: SampleBatch; indices: readonly number[] } {
    const count = this.samples.count;
    const placed = Array.from({ length }, (_, i) => ({ k: first + i, index: indexAt(seed, count, first + i) }));
    placed.sort((a, b) => a.index - b.index);
    const indices = placed.map(({ index }) => index);
    const batch = {
      first,
      order: placed.map(({ k }) => k),
      sampleHashes: indices.map((index) => hex(sha256(this.samples.at(index)))),
      salts: indices.map((index) => hex(this.#salt(index))),
      proof: this.#tree.proof(indices).map(hex),
    };
    return { batch, indices };
  }

  #salt(index: number): Uint8Array {
    return this.salts.subarray(index * SALT, (index + 1) * SALT);
  }
}

/** The set as one file, to be sealed for the panel: magic, format and count, then each sample and its salt. */
export function writeTestSet({ samples, salts }: TestSet): Uint8Array<ArrayBuffer> {
  const length = sampleBytes(samples.format);
  const out = new Uint8Array(HEADER + samples.count * (length + SALT));
  const view = new DataView(out.buffer);
  out.set(MAGIC);
  view.setInt32(8, samples.format.width);
  view.setFloat32(12, samples.format.low);
  view.setFloat32(16, samples.format.high);
  view.setInt32(20, samples.format.classes);
  view.setInt32(24, samples.count);
  for (let index = 0; index < samples.count; index++) {
    const at = HEADER + index * (length + SALT);
    out.set(samples.at(index), at);
    out.set(salts.subarray(index * SALT, (index + 1) * SALT), at + length);
  }
  return out;
}

/** Reads what {@link writeTestSet} or an agent wrote; nothing where it is no such file. */
export function readTestSet(file: Uint8Array<ArrayBuffer>, origin: BountyOrigin): TestSet | undefined {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < HEADER || MAGIC.some((byte, at) => file[at] !== byte)) {
    return undefined;
  }
  const format: DataFormat = {
    width: view.getInt32(8),
    low: view.getFloat32(12),
    high: view.getFloat32(16),
    classes: view.getInt32(20),
  };
  const count = view.getInt32(24);
  const length = sampleBytes(format);
  if (length <= 0 || file.length !== HEADER + count * (length + SALT)) {
    return undefined;
  }
  const samples = new Uint8Array(count * length);
  const salts = new Uint8Array(count * SALT);
  for (let index = 0; index < count; index++) {
    const at = HEADER + index * (length + SALT);
    samples.set(file.subarray(at, at + length), index * length);
    salts.set(file.subarray(at + length, at + length + SALT), index * SALT);
  }
  return new TestSet(origin, new Samples(format, samples), salts);
}
