export const ACTIVATIONS = [
  'linear', 'relu', 'sigmoid', 'tanh', 'softmax', 'elu', 'selu', 'softplus', 'softsign', 'leaky_relu', 'silu', 'gelu',
] as const;

/** A function of each value; softmax of a place's channels. In Keras's vocabulary. */
export type Activation = (typeof ACTIVATIONS)[number];

const SELU_SCALE = 1.0507009873554805;
const SELU_ALPHA = 1.6732632423543772;
const LEAK = 0.2;

export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

const FUNCTIONS: Record<Exclude<Activation, 'softmax'>, (x: number) => number> = {
  linear: (x) => x,
  relu: (x) => Math.max(0, x),
  sigmoid,
  tanh: Math.tanh,
  elu: (x) => (x > 0 ? x : Math.expm1(x)),
  selu: (x) => SELU_SCALE * (x > 0 ? x : SELU_ALPHA * Math.expm1(x)),
  softplus: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
  softsign: (x) => x / (1 + Math.abs(x)),
  leaky_relu: (x) => (x > 0 ? x : LEAK * x),
  silu: (x) => x * sigmoid(x),
  gelu: (x) => 0.5 * x * (1 + erf(x / Math.SQRT2)),
};

/** In place. */
export function activate(values: Float32Array, activation: Activation, channels: number): void {
  if (activation === 'softmax') {
    softmax(values, channels);
  } else if (activation !== 'linear') {
    const of = FUNCTIONS[activation];
    for (let at = 0; at < values.length; at++) {
      values[at] = of(values[at]!);
    }
  }
}

function softmax(values: Float32Array, channels: number): void {
  for (let from = 0; from < values.length; from += channels) {
    const place = values.subarray(from, from + channels);
    const most = place.reduce((a, b) => Math.max(a, b), -Infinity);
    let sum = 0;
    for (let c = 0; c < channels; c++) {
      sum += place[c] = Math.exp(place[c]! - most);
    }
    for (let c = 0; c < channels; c++) {
      place[c] = place[c]! / sum;
    }
  }
}

/** Within 1.5e-7 everywhere (Abramowitz and Stegun, 1964, 7.1.26). */
function erf(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const tail =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) * Math.exp(-x * x);
  return Math.sign(x) * (1 - tail);
}
