import { activate, sigmoid } from './activations';
import { ModelRefused } from './refused';
import type { Weights } from './safetensors';
import type { Layer, Recurrence, Shape, Span } from './spec';
import { type Field, fieldLike, fieldOf, slide, visit } from './windows';

/** Values in a shape, channels last. */
export interface Value {
  readonly values: Float32Array;
  readonly shape: Shape;
}

/** What a layer makes of what it reads: the forward pass, as Keras defines it. */
export function run({ name, work }: Layer, inputs: readonly Value[], shape: Shape, weights: Weights): Float32Array {
  const own = (role: string): Float32Array => weights.get(`${name}/${role}`)!;
  const { values, shape: from } = inputs[0]!;
  const channels = from[from.length - 1]!;
  switch (work.kind) {
    case 'Dense': {
      const out = begin(shape, work.hasBias ? own('bias') : undefined);
      addProduct(out, 0, values, 0, own('kernel'), 0, channels, work.units);
      activate(out, work.activation, work.units);
      return out;
    }
    case 'Embedding':
      return look(values, own('embeddings'), work.rows, work.width);
    case 'Activation': {
      const out = values.slice();
      activate(out, work.activation, channels);
      return out;
    }
    case 'Dropout':
    case 'Flatten':
    case 'Reshape':
      return values;
    case 'Rescaling':
      return values.map((value) => value * work.scale + work.offset);
    case 'Convolution': {
      const out = convolve(fieldOf(values, from), begin(shape, work.hasBias ? own('bias') : undefined), shape, work.spans, own('kernel'));
      activate(out, work.activation, work.filters);
      return out;
    }
    case 'Transposed': {
      const out = spread(fieldOf(values, from), begin(shape, work.hasBias ? own('bias') : undefined), shape, work.spans, own('kernel'));
      activate(out, work.activation, work.filters);
      return out;
    }
    case 'Separable': {
      const between = [...shape.slice(0, -1), channels * work.multiplier];
      const middle = depthwise(fieldOf(values, from), between, work.spans, own('depthwise_kernel'), work.multiplier);
      const out = begin(shape, work.hasBias ? own('bias') : undefined);
      const places = out.length / work.filters;
      const width = channels * work.multiplier;
      for (let at = 0; at < places; at++) {
        addProduct(out, at * work.filters, middle, at * width, own('pointwise_kernel'), 0, width, work.filters);
      }
      activate(out, work.activation, work.filters);
      return out;
    }
    case 'MaxPooling':
      return highest(fieldOf(values, from), shape, work.spans);
    case 'AveragePooling':
      return mean(fieldOf(values, from), shape, work.spans);
    case 'GlobalMaxPooling':
      return values.reduce((most, value, at) => {
        most[at % channels] = Math.max(most[at % channels]!, value);
        return most;
      }, new Float32Array(channels).fill(-Infinity));
    case 'GlobalAveragePooling': {
      const sums = new Float64Array(channels);
      values.forEach((value, at) => (sums[at % channels] = sums[at % channels]! + value));
      return Float32Array.from(sums, (sum) => (sum * channels) / values.length);
    }
    case 'BatchNormalization': {
      const [gamma, beta, center, variance] = ['gamma', 'beta', 'moving_mean', 'moving_variance'].map(own);
      return values.map((value, at) => {
        const c = at % channels;
        return (gamma![c]! * (value - center![c]!)) / Math.sqrt(variance![c]! + work.epsilon) + beta![c]!;
      });
    }
    case 'LayerNormalization':
      return normalise(values, channels, own('gamma'), own('beta'), work.epsilon);
    case 'Recurrent':
      return remember(values, from, work.layer, own, '');
    case 'Bidirectional': {
      const there = remember(values, from, work.layer, own, 'forward_');
      const back = remember(reversed(values, channels), from, work.layer, own, 'backward_');
      return merge(there, work.layer.givesAll ? reversed(back, work.layer.units) : back, work.layer.units, work.merge);
    }
    case 'UpSampling2D':
      return repeat(fieldOf(values, from), shape, work.rows, work.columns);
    case 'Add':
      return inputs.slice(1).reduce((sum, each) => sum.map((value, at) => value + each.values[at]!), values);
    case 'Concatenate':
      return join(inputs, shape);
  }
}

/** Zeros, or each channel's offset at every place. */
function begin(shape: Shape, bias: Float32Array | undefined): Float32Array {
  const { values } = fieldLike(shape.length === 1 ? [1, ...shape] : shape);
  return bias === undefined ? values : values.map((_, at) => bias[at % bias.length]!);
}

/** Adds a row times a matrix (`rows` x `columns`, from a place in it) to a row. */
function addProduct(
  out: Float32Array, outAt: number, row: Float32Array, rowAt: number, matrix: Float32Array, from: number, rows: number, columns: number,
): void {
  for (let r = 0; r < rows; r++) {
    const value = row[rowAt + r]!;
    const at = from + r * columns;
    for (let c = 0; c < columns; c++) {
      out[outAt + c] = out[outAt + c]! + value * matrix[at + c]!;
    }
  }
}

function look(places: Float32Array, table: Float32Array, rows: number, width: number): Float32Array {
  const out = new Float32Array(places.length * width);
  places.forEach((place, at) => {
    if (!(Number.isInteger(place) && place >= 0 && place < rows)) {
      throw new ModelRefused('input', `${place} is no row of a table of ${rows}.`);
    }
    out.set(table.subarray(place * width, (place + 1) * width), at * width);
  });
  return out;
}

function convolve(large: Field, out: Float32Array, shape: Shape, spans: readonly Span[], kernel: Float32Array): Float32Array {
  const small = fieldOf(out, shape);
  const block = large.channels * small.channels;
  visit(large, small, slide(spans, large, small), (to, from, tap) =>
    addProduct(out, to * small.channels, large.values, from * large.channels, kernel, tap * block, large.channels, small.channels),
  );
  return out;
}

/** A transposed convolution: what a convolution from the large field to the small one would have read. */
function spread(small: Field, out: Float32Array, shape: Shape, spans: readonly Span[], kernel: Float32Array): Float32Array {
  const large = fieldOf(out, shape);
  const filters = large.channels;
  visit(large, small, slide(spans, large, small), (from, to, tap) => {
    for (let f = 0; f < filters; f++) {
      let sum = 0;
      const row = (tap * filters + f) * small.channels;
      for (let c = 0; c < small.channels; c++) {
        sum += small.values[from * small.channels + c]! * kernel[row + c]!;
      }
      out[to * filters + f] = out[to * filters + f]! + sum;
    }
  });
  return out;
}

function depthwise(large: Field, shape: Shape, spans: readonly Span[], kernel: Float32Array, multiplier: number): Float32Array {
  const small = fieldLike(shape);
  visit(large, small, slide(spans, large, small), (to, from, tap) => {
    for (let c = 0; c < small.channels; c++) {
      const value = large.values[from * large.channels + Math.floor(c / multiplier)]!;
      small.values[to * small.channels + c] = small.values[to * small.channels + c]! + value * kernel[tap * small.channels + c]!;
    }
  });
  return small.values;
}

function highest(large: Field, shape: Shape, spans: readonly Span[]): Float32Array {
  const small = fieldLike(shape);
  const { channels } = large;
  small.values.fill(-Infinity);
  visit(large, small, slide(spans, large, small), (to, from) => {
    for (let c = 0; c < channels; c++) {
      small.values[to * channels + c] = Math.max(small.values[to * channels + c]!, large.values[from * channels + c]!);
    }
  });
  return small.values;
}

/** The edge that padding adds is not counted. */
function mean(large: Field, shape: Shape, spans: readonly Span[]): Float32Array {
  const small = fieldLike(shape);
  const { channels } = large;
  const counts = new Uint32Array(small.height * small.width);
  visit(large, small, slide(spans, large, small), (to, from) => {
    counts[to] = counts[to]! + 1;
    for (let c = 0; c < channels; c++) {
      small.values[to * channels + c] = small.values[to * channels + c]! + large.values[from * channels + c]!;
    }
  });
  return small.values.map((sum, at) => sum / counts[Math.floor(at / channels)]!);
}

function normalise(values: Float32Array, channels: number, gamma: Float32Array, beta: Float32Array, epsilon: number): Float32Array {
  const out = new Float32Array(values.length);
  for (let from = 0; from < values.length; from += channels) {
    const place = values.subarray(from, from + channels);
    const center = place.reduce((sum, value) => sum + value, 0) / channels;
    const variance = place.reduce((sum, value) => sum + (value - center) ** 2, 0) / channels;
    place.forEach((value, c) => {
      out[from + c] = ((value - center) / Math.sqrt(variance + epsilon)) * gamma[c]! + beta[c]!;
    });
  }
  return out;
}

function remember(values: Float32Array, [times]: Shape, layer: Recurrence, own: (role: string) => Float32Array, way: string): Float32Array {
  const { units, kind, activation, givesAll } = layer;
  const [kernel, recurrent, bias] = ['kernel', 'recurrent_kernel', 'bias'].map((role) => own(way + role));
  const width = values.length / times!;
  const all = new Float32Array(givesAll ? times! * units : 0);
  const cell = new Float32Array(units);
  let output: Float32Array = new Float32Array(units);
  for (let time = 0; time < times!; time++) {
    const sums = bias!.slice();
    addProduct(sums, 0, values, time * width, kernel!, 0, width, sums.length);
    addProduct(sums, 0, output, 0, recurrent!, 0, units, sums.length);
    if (kind === 'LSTM') {
      output = gate(sums, cell, units);
    } else {
      activate(sums, activation, units);
      output = sums;
    }
    if (givesAll) {
      all.set(output, time * units);
    }
  }
  return givesAll ? all : output;
}

/** One step of an LSTM: input, forget, cell and output gates lie side by side. Changes the cell. */
function gate(sums: Float32Array, cell: Float32Array, units: number): Float32Array {
  return Float32Array.from({ length: units }, (_, u) => {
    const [enter, keep, fresh, leave] = [0, 1, 2, 3].map((part) => sums[part * units + u]!);
    cell[u] = sigmoid(keep!) * cell[u]! + sigmoid(enter!) * Math.tanh(fresh!);
    return sigmoid(leave!) * Math.tanh(cell[u]!);
  });
}

function reversed(values: Float32Array, width: number): Float32Array {
  const out = new Float32Array(values.length);
  for (let from = 0; from < values.length; from += width) {
    out.set(values.subarray(from, from + width), values.length - width - from);
  }
  return out;
}

function merge(there: Float32Array, back: Float32Array, units: number, way: 'concat' | 'sum' | 'mul' | 'ave'): Float32Array {
  switch (way) {
    case 'sum':
      return there.map((value, at) => value + back[at]!);
    case 'mul':
      return there.map((value, at) => value * back[at]!);
    case 'ave':
      return there.map((value, at) => (value + back[at]!) / 2);
    case 'concat': {
      const times = there.length / units;
      return join([there, back].map((values) => ({ values, shape: [times, units] })), [times, 2 * units]);
    }
  }
}

function repeat(small: Field, shape: Shape, rows: number, columns: number): Float32Array {
  const large = fieldLike(shape);
  const { channels } = small;
  for (let y = 0; y < large.height; y++) {
    for (let x = 0; x < large.width; x++) {
      const from = (Math.floor(y / rows) * small.width + Math.floor(x / columns)) * channels;
      large.values.set(small.values.subarray(from, from + channels), (y * large.width + x) * channels);
    }
  }
  return large.values;
}

function join(inputs: readonly Value[], shape: Shape): Float32Array {
  const width = shape[shape.length - 1]!;
  const out = new Float32Array(shape.reduce((product, size) => product * size, 1));
  let at = 0;
  for (const { values, shape: from } of inputs) {
    const channels = from[from.length - 1]!;
    for (let place = 0; place * channels < values.length; place++) {
      out.set(values.subarray(place * channels, (place + 1) * channels), place * width + at);
    }
    at += channels;
  }
  return out;
}
