import { sha256 } from '@noble/hashes/sha2.js';
import { hex } from './content/texts';

/** Counts and hashes bytes as they pass. */
export class Meter {
  readonly #sha256 = sha256.create();
  #count = 0;

  pass(bytes: Uint8Array): void {
    this.#sha256.update(bytes);
    this.#count += bytes.length;
  }

  get count(): number {
    return this.#count;
  }

  /** The hash of all that passed; may be asked once, at the end. */
  finish(): string {
    return hex(this.#sha256.digest());
  }
}
