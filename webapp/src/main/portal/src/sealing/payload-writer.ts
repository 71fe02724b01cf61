import { CidCalculator, UNIXFS_V1_2025 } from './content/cid-calculator';
import { Leaves } from './content/leaves';
import { Meter } from './meter';

/** Where sealed bytes go; a file that a browser writes is one. */
export interface Sink {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
}

/**
 * Names, hashes and writes sealed bytes, one leaf at a time: while one is being written and named,
 * the next is being filled, and no more are held.
 */
export class PayloadWriter {
  readonly #meter = new Meter();
  readonly #cid = new CidCalculator();
  readonly #leaves: Leaves;
  #underWay: Promise<unknown> = Promise.resolve();

  constructor(sink: Sink) {
    this.#leaves = new Leaves(UNIXFS_V1_2025.chunkBytes, async (leaf) => {
      this.#meter.pass(leaf);
      await this.#underWay;
      this.#underWay = Promise.all([this.#cid.addLeaf(leaf), sink.write(leaf)]);
      // A failure is told where it is waited for.
      this.#underWay.catch(() => undefined);
    });
  }

  async write(bytes: Uint8Array): Promise<void> {
    await this.#leaves.write(bytes);
  }

  async finish(): Promise<{ cid: string; cipherRoot: string; cipherBytes: number }> {
    await this.#leaves.finish();
    await this.#underWay;
    const cipherBytes = this.#meter.count;
    return { cid: await this.#cid.finish(), cipherRoot: this.#meter.finish(), cipherBytes };
  }
}
