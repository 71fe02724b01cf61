import { keccak, words } from './words';

const ROUNDS = 4;
const FEWEST_PUBLIC = 100;

/** s = max(100, ceil(N / 10)): how many samples of a test set become public. */
export function publicCount(count: number): number {
  return Math.max(FEWEST_PUBLIC, Math.ceil(count / 10));
}

/** How many stay private; at least as many as become public, or the market takes no such set. */
export function privateCount(count: number): number {
  return count - publicCount(count);
}

/** The fewest samples that a bounty's test set may have. */
export const FEWEST_SAMPLES = 2 * FEWEST_PUBLIC;

/**
 * P(k): which sample of a test set a seed makes public as the k-th: a four-round Feistel network with
 * cycle walking, equal to the contract library SamplePermutation.
 *
 * @param count N, at least 2
 */
export function indexAt(seed: Uint8Array, count: number, k: number): number {
  let half = 1;
  while (2 ** (2 * half) < count) {
    half++;
  }
  let x = k;
  do {
    x = pass(seed, x, half);
  } while (x >= count);
  return x;
}

function pass(seed: Uint8Array, x: number, half: number): number {
  const size = 2 ** half;
  let left = Math.floor(x / size);
  let right = x % size;
  for (let round = 0; round < ROUNDS; round++) {
    const hash = keccak(words(seed, round, right));
    const mixed = new DataView(hash.buffer).getUint32(28) % size;
    [left, right] = [right, (left ^ mixed) >>> 0];
  }
  return left * size + right;
}
