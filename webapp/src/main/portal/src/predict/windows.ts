import type { Shape, Span } from './spec';

/** An image, or a sequence as an image of one row: what windows slide over. */
export interface Field {
  readonly values: Float32Array;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** A window's reach at each of its steps along one axis. */
export interface Sliding {
  readonly size: number;
  readonly stride: number;
  /** Padding before the first value, as Keras divides it. */
  readonly before: number;
}

export interface Slide {
  readonly down: Sliding;
  readonly right: Sliding;
}

const ONE: Sliding = { size: 1, stride: 1, before: 0 };
const IMAGE = 3;

export function fieldOf(values: Float32Array, shape: Shape): Field {
  const [height, width, channels] = shape.length === IMAGE ? shape : [1, ...shape];
  return { values, height: height!, width: width!, channels: channels! };
}

export const fieldLike = (shape: Shape): Field =>
  fieldOf(new Float32Array(shape.reduce((product, size) => product * size, 1)), shape);

/** How these spans slide from one field to a smaller one. */
export function slide(spans: readonly Span[], from: Field, to: Field): Slide {
  const right = sliding(spans[spans.length - 1]!, from.width, to.width);
  return spans.length === 1 ? { down: ONE, right } : { down: sliding(spans[0]!, from.height, to.height), right };
}

function sliding({ size, stride, isSame }: Span, extent: number, steps: number): Sliding {
  const padding = isSame ? Math.max(0, (steps - 1) * stride + size - extent) : 0;
  return { size, stride, before: Math.floor(padding / 2) };
}

/** Visits each pair of a place in the small field and a place in the large one under its window. */
export function visit(large: Field, small: Field, { down, right }: Slide, each: (small: number, large: number, tap: number) => void): void {
  for (let y = 0; y < small.height; y++) {
    for (let x = 0; x < small.width; x++) {
      for (let ky = 0; ky < down.size; ky++) {
        const row = y * down.stride + ky - down.before;
        if (row < 0 || row >= large.height) {
          continue;
        }
        for (let kx = 0; kx < right.size; kx++) {
          const column = x * right.stride + kx - right.before;
          if (column >= 0 && column < large.width) {
            each(y * small.width + x, row * large.width + column, ky * right.size + kx);
          }
        }
      }
    }
  }
}
