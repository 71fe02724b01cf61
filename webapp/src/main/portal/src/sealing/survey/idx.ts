import { SealingRefused } from '../refused';
import type { ArrayFormat, ArrayHeader } from './array-survey';
import type { ElementType } from './survey';

const MOST_DIMENSIONS = 8;
const FIXED = 4;
const SIZE = 4;
const ELEMENTS: Readonly<Record<number, readonly [ElementType, number]>> = {
  0x08: ['UINT8', 1],
  0x09: ['INT8', 1],
  0x0b: ['INT16', 2],
  0x0c: ['INT32', 4],
  0x0d: ['FLOAT32', 4],
  0x0e: ['FLOAT64', 8],
};

/** IDX: a type, dimensions, then big-endian values. Source: "The MNIST database", Y. LeCun et al. */
export const IDX: ArrayFormat = {
  name: 'idx',
  header,
  cut: () => new SealingRefused('idx-header'),
};

function header(beginning: Uint8Array): ArrayHeader | undefined {
  if (beginning.length < FIXED) {
    return undefined;
  }
  const view = new DataView(beginning.buffer, beginning.byteOffset, beginning.length);
  const element = ELEMENTS[view.getUint8(2)];
  const dimensions = view.getUint8(3);
  const isIdx = view.getUint16(0) === 0 && dimensions >= 1 && dimensions <= MOST_DIMENSIONS;
  if (!isIdx || element === undefined) {
    throw new SealingRefused('idx');
  }
  const headerBytes = FIXED + SIZE * dimensions;
  if (beginning.length < headerBytes) {
    return undefined;
  }
  const [type, elementBytes] = element;
  const sizes = Array.from({ length: dimensions }, (_, i) => view.getInt32(FIXED + SIZE * i));
  return { type, elementBytes, sizes, headerBytes };
}
