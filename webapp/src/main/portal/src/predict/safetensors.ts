import { utf8 } from './archive';
import { Json } from './json';
import { require } from './refused';
import { elements, type TensorSpec } from './shapes';

/** Weights by key, `layer/role`. */
export type Weights = ReadonlyMap<string, Float32Array>;

const LENGTH_BYTES = 8;
const FLOAT_BYTES = 4;
const ROOM = 1 << 14;
const ROOM_PER_TENSOR = 512;
const METADATA = '__metadata__';

/**
 * Reads weights: exactly the tensors that the model implies, float32, without gaps or overlaps, every
 * value a number. The format is safetensors (github.com/huggingface/safetensors).
 */
export function readWeights(bytes: Uint8Array<ArrayBuffer>, tensors: readonly TensorSpec[]): Weights {
  require(bytes.length >= LENGTH_BYTES, 'The weights have no header.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const claimed = view.getUint32(0, true);
  const isSmall = view.getUint32(FLOAT_BYTES, true) === 0 && claimed <= ROOM + tensors.length * ROOM_PER_TENSOR;
  require(isSmall && LENGTH_BYTES + claimed <= bytes.length, 'The header of the weights is too long.');
  const begin = LENGTH_BYTES + claimed;
  const text = utf8(bytes.subarray(LENGTH_BYTES, begin));
  const header = Json.parse(text, 'weights.safetensors');
  const names = new Set(tensors.map(({ key }) => key));
  const strange = header.keys().find((key) => !names.has(key) && key !== METADATA);
  require(strange === undefined, `The model has no tensor '${strange}'.`);
  const placed = tensors.map((tensor) => ({ tensor, ...place(tensor, header.field(tensor.key)) }));
  requireSeamless(placed, bytes.length - begin);
  return new Map(placed.map(({ tensor, from, to }) => [tensor.key, floats(view, begin + from, begin + to, tensor.key)]));
}

interface Placed {
  readonly from: number;
  readonly to: number;
}

function place({ key, shape }: TensorSpec, entry: Json): Placed {
  entry.field('dtype').word(['F32']);
  const told = entry.field('shape').list(shape.length + 1).map((each) => each.size());
  require(String(told) === String(shape), `Tensor ${key} has the shape [${told}]; the model implies [${shape}].`);
  const [from, to] = entry.field('data_offsets').list(2).map((each) => each.number());
  const isRight = from !== undefined && to !== undefined && Number.isInteger(from) && from >= 0 && to - from === elements(shape) * FLOAT_BYTES;
  require(isRight, `Tensor ${key} does not lie where it should.`);
  return { from, to };
}

function requireSeamless(placed: readonly Placed[], length: number): void {
  let at = 0;
  for (const { from, to } of [...placed].sort((a, b) => a.from - b.from)) {
    require(from === at, 'Between two tensors there is a gap or an overlap.');
    at = to;
  }
  require(at === length, 'The weights do not end with the last tensor.');
}

/** A copy: the file's own bytes need not lie on a multiple of four. */
function floats(view: DataView, from: number, to: number, key: string): Float32Array {
  const values = new Float32Array((to - from) / FLOAT_BYTES);
  for (let at = 0; at < values.length; at++) {
    values[at] = view.getFloat32(from + at * FLOAT_BYTES, true);
  }
  require(values.every((value) => Number.isFinite(value)), `Tensor ${key} holds what is no number.`);
  return values;
}
