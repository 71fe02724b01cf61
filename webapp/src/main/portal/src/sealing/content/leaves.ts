/**
 * Cuts a stream of bytes into leaves of equal length. A leaf is a fresh array each time, so whoever
 * takes it may keep it.
 */
export class Leaves {
  readonly #size: number;
  readonly #take: (leaf: Uint8Array<ArrayBuffer>) => Promise<void>;
  #leaf: Uint8Array<ArrayBuffer>;
  #filled = 0;

  constructor(size: number, take: (leaf: Uint8Array<ArrayBuffer>) => Promise<void>) {
    this.#size = size;
    this.#take = take;
    this.#leaf = new Uint8Array(size);
  }

  async write(bytes: Uint8Array): Promise<void> {
    for (let taken = 0; taken < bytes.length; ) {
      const step = Math.min(bytes.length - taken, this.#size - this.#filled);
      this.#leaf.set(bytes.subarray(taken, taken + step), this.#filled);
      taken += step;
      this.#filled += step;
      if (this.#filled === this.#size) {
        await this.#close();
      }
    }
  }

  /** Hands over what is left. */
  async finish(): Promise<void> {
    if (this.#filled > 0) {
      await this.#close();
    }
  }

  async #close(): Promise<void> {
    const leaf = this.#leaf.subarray(0, this.#filled);
    this.#leaf = new Uint8Array(this.#size);
    this.#filled = 0;
    await this.#take(leaf);
  }
}
