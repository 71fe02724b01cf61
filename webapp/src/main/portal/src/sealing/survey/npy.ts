import { SealingRefused } from '../refused';
import type { ArrayFormat, ArrayHeader } from './array-survey';
import type { ElementType } from './survey';

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const LONGEST_HEADER = 1 << 16;
const LARGEST_SIZE = 2 ** 31 - 1;
const LATIN = new TextDecoder('latin1');
const HEADER =
  /^\{'descr': '([^']{2,8})', 'fortran_order': (True|False), 'shape': \(((?:\d{1,10}(?:, |,)?){0,8})\), *\} *\n$/;
const ELEMENTS: Readonly<Record<string, readonly [ElementType, number]>> = {
  '|b1': ['BOOL', 1],
  '|u1': ['UINT8', 1],
  '|i1': ['INT8', 1],
  '<i2': ['INT16', 2],
  '<i4': ['INT32', 4],
  '<i8': ['INT64', 8],
  '<f4': ['FLOAT32', 4],
  '<f8': ['FLOAT64', 8],
};

/**
 * One array as NumPy saves it; arrays of objects are pickles, which are programs, and are refused.
 * Source: NumPy's NEP 1, "A Simple File Format for NumPy Arrays".
 */
export const NPY: ArrayFormat = {
  name: 'npy',
  header,
  cut: () => new SealingRefused('npy'),
};

function header(beginning: Uint8Array): ArrayHeader | undefined {
  const textStart = beginning[6] === 1 ? 10 : 12;
  if (beginning.length < textStart) {
    return undefined;
  }
  const view = new DataView(beginning.buffer, beginning.byteOffset, beginning.length);
  const length = textStart === 10 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (MAGIC.some((byte, i) => beginning[i] !== byte) || length > LONGEST_HEADER) {
    throw new SealingRefused('npy');
  }
  const headerBytes = textStart + length;
  if (beginning.length < headerBytes) {
    return undefined;
  }
  return parse(LATIN.decode(beginning.subarray(textStart, headerBytes)), headerBytes);
}

function parse(text: string, headerBytes: number): ArrayHeader {
  const [, descr = '', isFortran, shape = ''] = HEADER.exec(text) ?? [];
  const element = ELEMENTS[descr];
  const sizes = shape.split(/, ?/).filter((size) => size !== '').map(Number);
  if (element === undefined || isFortran !== 'False' || sizes.some((size) => size > LARGEST_SIZE)) {
    throw new SealingRefused('npy');
  }
  const [type, elementBytes] = element;
  return { type, elementBytes, sizes, headerBytes };
}
