import { SealingRefused } from '../refused';
import { type ElementType, field, type Findings, type Survey } from './survey';

/** What the beginning of an array's file says. */
export interface ArrayHeader {
  readonly type: ElementType;
  readonly elementBytes: number;
  readonly sizes: readonly number[];
  /** How many bytes of the file come before the values. */
  readonly headerBytes: number;
}

/** How one format writes its header. */
export interface ArrayFormat {
  readonly name: string;

  /** The header, once enough of the file's beginning is there. */
  header(beginning: Uint8Array): ArrayHeader | undefined;

  /** Why a file that ends inside its header is refused. */
  cut(): SealingRefused;
}

/** Longer than the longest header of any format. */
const LONGEST_HEADER = 1 << 17;

/** Looks through an array whose first dimension counts the samples. */
export class ArraySurvey implements Survey {
  readonly #format: ArrayFormat;
  #beginning = new Uint8Array(0);
  #header: ArrayHeader | undefined;
  #bytes = 0;

  constructor(format: ArrayFormat) {
    this.#format = format;
  }

  take(bytes: Uint8Array): void {
    this.#bytes += bytes.length;
    if (this.#header === undefined) {
      this.#beginning = joined(this.#beginning, bytes.subarray(0, LONGEST_HEADER));
      this.#header = this.#format.header(this.#beginning);
      requireSizes(this.#header);
    }
    if (this.#header !== undefined && this.#bytes > promised(this.#header)) {
      throw this.#length(this.#header);
    }
  }

  finish(): Findings {
    const header = this.#header;
    if (header === undefined) {
      throw this.#format.cut();
    }
    if (this.#bytes !== promised(header)) {
      throw this.#length(header);
    }
    const [samples = 0, ...ofOneSample] = header.sizes;
    const schema = [field('values', header.type, ofOneSample)];
    return { format: this.#format.name, schema, sampleCount: samples };
  }

  #length(header: ArrayHeader): SealingRefused {
    return new SealingRefused('array-length', {
      promised: promised(header) - header.headerBytes,
      found: this.#bytes - header.headerBytes,
    });
  }
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

function requireSizes(header: ArrayHeader | undefined): void {
  if (header !== undefined && (header.sizes.length === 0 || header.sizes.some((size) => size < 1))) {
    throw new SealingRefused('array-sizes', { sizes: `[${header.sizes.join(', ')}]` });
  }
}

/** How long the file is to be; beyond what a number holds it is longer than any file. */
function promised(header: ArrayHeader): number {
  return header.sizes.reduce((product, size) => product * size, header.elementBytes) + header.headerBytes;
}
