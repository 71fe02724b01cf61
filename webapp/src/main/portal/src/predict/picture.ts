import { ModelRefused } from './refused';
import type { Shape } from './spec';

/** The values that a sample's numbers lie between. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

const OPAQUE = 255;
const RED = 0.299;
const GREEN = 0.587;
const BLUE = 0.114;
const BYTES_PER_PIXEL = 4;
const COLOURS = 3;

export const isPicture = (shape: Shape | undefined): shape is Shape =>
  shape !== undefined && (shape[2] === 1 || shape[2] === COLOURS);

/** An RGBA picture of a model's own size as one of its samples: grey where it has one channel. */
export function sampleOf(rgba: Uint8ClampedArray, shape: Shape, { low, high }: Range, isNegative: boolean): Float32Array {
  const channels = shape[2]!;
  const values = new Float32Array((rgba.length / BYTES_PER_PIXEL) * channels);
  const scaled = (byte: number): number => low + ((isNegative ? OPAQUE - byte : byte) / OPAQUE) * (high - low);
  for (let pixel = 0; pixel * BYTES_PER_PIXEL < rgba.length; pixel++) {
    const [r, g, b] = [0, 1, 2].map((colour) => rgba[pixel * BYTES_PER_PIXEL + colour]!) as [number, number, number];
    if (channels === 1) {
      values[pixel] = scaled(RED * r + GREEN * g + BLUE * b);
    } else {
      values.set([r, g, b].map(scaled), pixel * channels);
    }
  }
  return values;
}

/** Numbers as people write them: apart by commas, semicolons, spaces or lines. */
export function numbersOf(text: string, count: number): Float32Array {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '');
  const numbers = words.map(Number);
  if (numbers.length !== count || !numbers.every(Number.isFinite)) {
    throw new ModelRefused('input', `${numbers.filter(Number.isFinite).length} / ${count}`);
  }
  return Float32Array.from(numbers);
}
