import { keccak } from './words';

const NODE = Uint8Array.of(1);
const ZERO = new Uint8Array(32);

/**
 * The Merkle tree over a test set's leaves, as the contracts read it: depth d is the smallest with
 * 2^d >= N, missing leaves are the zero word, a node is keccak256(0x01 ++ left ++ right).
 */
export class TestTree {
  readonly #levels: Uint8Array[][];

  constructor(leaves: readonly Uint8Array[]) {
    let width = 1;
    while (width < leaves.length) {
      width *= 2;
    }
    let level = Array.from({ length: width }, (_, at) => leaves[at] ?? ZERO);
    this.#levels = [level];
    while (level.length > 1) {
      level = parents(level);
      this.#levels.push(level);
    }
  }

  get root(): Uint8Array {
    return this.#levels.at(-1)?.[0] ?? ZERO;
  }

  /**
   * What several leaves need to be proven together: level by level from the leaves, left to right,
   * the siblings that cannot be computed from those leaves.
   *
   * @param indices strictly ascending
   */
  proof(indices: readonly number[]): Uint8Array[] {
    const proof: Uint8Array[] = [];
    let places = indices;
    for (const level of this.#levels.slice(0, -1)) {
      const known = new Set(places);
      const missing = places.map((place) => place ^ 1).filter((sibling) => !known.has(sibling));
      proof.push(...missing.map((sibling) => level[sibling] ?? ZERO));
      places = [...new Set(places.map((place) => place >> 1))];
    }
    return proof;
  }
}

function parents(level: readonly Uint8Array[]): Uint8Array[] {
  return Array.from({ length: level.length / 2 }, (_, at) =>
    keccak(NODE, level[2 * at] ?? ZERO, level[2 * at + 1] ?? ZERO),
  );
}
