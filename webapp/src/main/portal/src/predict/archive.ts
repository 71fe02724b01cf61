import { ModelRefused, require } from './refused';

/** The three files of a checkpoint, as views of the archive's bytes. */
export interface CheckpointFiles {
  readonly model: string;
  readonly weights: Uint8Array<ArrayBuffer>;
  readonly provenance: string;
}

/** No checkpoint within the limits on specs is longer: 2^24 weights of four bytes, and descriptions. */
export const LONGEST_ARCHIVE = (1 << 26) + (4 << 20);

const BLOCK = 512;
const LONGEST_TEXT = 1 << 18;
const SIZE = { at: 124, digits: 11 };
const NAMES = ['model.json', 'weights.safetensors', 'provenance.json'] as const;

/** Takes a checkpoint's tar apart: these three files in this order, and nothing else. */
export function readArchive(bytes: Uint8Array<ArrayBuffer>): CheckpointFiles {
  if (bytes.length > LONGEST_ARCHIVE) {
    throw new ModelRefused('too-large', `The archive has ${bytes.length} bytes.`);
  }
  let at = 0;
  const [model, weights, provenance] = NAMES.map((name) => {
    const size = sizeOf(bytes.subarray(at, at + BLOCK), name);
    const from = at + BLOCK;
    require(from + size <= bytes.length, `${name} is cut off.`);
    at = from + Math.ceil(size / BLOCK) * BLOCK;
    return bytes.subarray(from, from + size);
  }) as [Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>];
  require(bytes.length === at + 2 * BLOCK, 'The archive does not end behind its files.');
  return { model: text(model), weights, provenance: text(provenance) };
}

function sizeOf(header: Uint8Array, name: string): number {
  const expected = new TextEncoder().encode(`${name}\0`);
  require(
    header.length === BLOCK && expected.every((byte, at) => header[at] === byte),
    `Where ${name} belongs, the archive holds something else.`,
  );
  const digits = String.fromCharCode(...header.subarray(SIZE.at, SIZE.at + SIZE.digits));
  require(/^[0-7]+$/.test(digits), `${name} has no size.`);
  return Number.parseInt(digits, 8);
}

function text(bytes: Uint8Array): string {
  if (bytes.length > LONGEST_TEXT) {
    throw new ModelRefused('too-large', `A description has ${bytes.length} bytes.`);
  }
  return utf8(bytes);
}

/** Text, which a stranger's file may not have where it should. */
export function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (failure) {
    throw new ModelRefused('malformed', `A description is no text: ${String(failure)}`);
  }
}
