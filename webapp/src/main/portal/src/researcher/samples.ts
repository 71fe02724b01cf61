/** The values of a sample: how many, from where to where, and the number of classes. */
export interface DataFormat {
  /** Values of a sample, 1 to 2^20. */
  readonly width: number;
  readonly low: number;
  readonly high: number;
  /** Labels run from 0 to one below; 2 to 65 536. */
  readonly classes: number;
}

const FLOAT = 4;

/** The length of one sample's bytes. */
export const sampleBytes = (format: DataFormat): number => (format.width + 1) * FLOAT;

/** Labelled samples of one format, each in its one byte form: float32 values, then an int32 label, little-endian. */
export class Samples {
  readonly #bytes: Uint8Array<ArrayBuffer>;

  /**
   * @param bytes all samples, one after the other
   */
  constructor(
    readonly format: DataFormat,
    bytes: Uint8Array<ArrayBuffer>,
  ) {
    this.#bytes = bytes;
  }

  get count(): number {
    return this.#bytes.length / sampleBytes(this.format);
  }

  at(index: number): Uint8Array<ArrayBuffer> {
    const length = sampleBytes(this.format);
    return this.#bytes.subarray(index * length, (index + 1) * length);
  }
}
