import { ModelRefused, require } from './refused';
import { INPUT, type Layer, type Recurrence, type Shape, type Span, type Spec, type Work } from './spec';

/** A tensor that a layer owns, as the weights file must have it. */
export interface TensorSpec {
  readonly key: string;
  readonly shape: Shape;
}

/** What arithmetic tells of a model before anything is allocated. */
export interface Plan {
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly tensors: readonly TensorSpec[];
}

/** The same limits that the platform, miners and evaluators have. */
export const MOST_PARAMETERS = 1 << 24;
export const MOST_ACTIVATIONS = 1 << 22;

/** Above what any page should compute: a hostile model must not hold up a machine. */
const MOST_MULTIPLY_ADDS = 2e10;

export const elements = (shape: Shape): number => shape.reduce((product, size) => product * size, 1);
const channelsOf = (shape: Shape): number => shape[shape.length - 1]!;

/** Infers every shape and tensor of a model; refuses layers that do not fit and what is too large. */
export function plan(spec: Spec): Plan {
  const shapes = new Map<string, Shape>([[INPUT, bounded(INPUT, spec.input)]]);
  const tensors: TensorSpec[] = [];
  let work = 0;
  let parameters = 0;
  for (const layer of spec.layers) {
    require(!shapes.has(layer.name), `Layer '${layer.name}' is named twice.`);
    const inputs = layer.inbound.map((name) => known(shapes, name, layer));
    const shape = bounded(layer.name, shapeOf(layer, inputs));
    for (const tensor of tensorsOf(layer, inputs)) {
      const size = elements(tensor.shape);
      parameters += size;
      work += size * Math.max(1, places(layer.work, inputs[0]!, shape));
      tensors.push(tensor);
    }
    tooLarge(parameters > MOST_PARAMETERS, `The model has more than ${MOST_PARAMETERS} weights.`);
    tooLarge(work > MOST_MULTIPLY_ADDS, 'One answer takes more work than a page does.');
    shapes.set(layer.name, shape);
  }
  return { shapes, tensors };
}

/** How often a layer's weights are used for one answer. */
function places(work: Work, input: Shape, output: Shape): number {
  switch (work.kind) {
    case 'Convolution':
    case 'Separable':
      return elements(output) / channelsOf(output);
    case 'Transposed':
      return elements(input) / channelsOf(input);
    case 'Recurrent':
    case 'Bidirectional':
      return input[0]!;
    default:
      return 1;
  }
}

function known(shapes: ReadonlyMap<string, Shape>, name: string, layer: Layer): Shape {
  const shape = shapes.get(name);
  require(shape !== undefined, `Layer '${layer.name}' reads '${name}', which does not come before it.`);
  return shape;
}

function bounded(name: string, shape: Shape): Shape {
  tooLarge(!(elements(shape) <= MOST_ACTIVATIONS), `Layer '${name}' makes more than ${MOST_ACTIVATIONS} numbers.`);
  return shape;
}

function tooLarge(is: boolean, detail: string): void {
  if (is) {
    throw new ModelRefused('too-large', detail);
  }
}

function shapeOf({ name, work }: Layer, inputs: readonly Shape[]): Shape {
  const fit = (holds: boolean): void => require(holds, `Layer '${name}' (${work.kind}) does not fit what it reads.`);
  const isMerging = work.kind === 'Add' || work.kind === 'Concatenate';
  fit(isMerging ? inputs.length > 1 : inputs.length === 1);
  const input = inputs[0]!;
  switch (work.kind) {
    case 'Dense':
      fit(input.length === 1);
      return [work.units];
    case 'Embedding':
      fit(input.length === 1);
      return [input[0]!, work.width];
    case 'Activation':
    case 'Dropout':
    case 'Rescaling':
    case 'BatchNormalization':
    case 'LayerNormalization':
      return input;
    case 'Flatten':
      return [elements(input)];
    case 'Reshape':
      fit(elements(work.target) === elements(input));
      return work.target;
    case 'Convolution':
    case 'Separable':
      fit(input.length === work.spans.length + 1);
      return [...work.spans.map((span, axis) => steps(span, input[axis]!, fit)), work.filters];
    case 'Transposed':
      fit(input.length === work.spans.length + 1 && work.spans.every(({ size, stride }) => stride <= size));
      return [...work.spans.map((span, axis) => stepsBack(span, input[axis]!)), work.filters];
    case 'MaxPooling':
    case 'AveragePooling':
      fit(input.length === work.spans.length + 1);
      return [...work.spans.map((span, axis) => steps(span, input[axis]!, fit)), channelsOf(input)];
    case 'GlobalMaxPooling':
    case 'GlobalAveragePooling':
      fit(input.length > 1);
      return [channelsOf(input)];
    case 'UpSampling2D':
      fit(input.length === 3);
      return [input[0]! * work.rows, input[1]! * work.columns, input[2]!];
    case 'Recurrent':
      fit(input.length === 2);
      return recurrentShape(work.layer, input, work.layer.units);
    case 'Bidirectional':
      fit(input.length === 2);
      return recurrentShape(work.layer, input, work.layer.units * (work.merge === 'concat' ? 2 : 1));
    case 'Add':
      fit(inputs.every((each) => String(each) === String(input)));
      return input;
    case 'Concatenate':
      fit(inputs.every((each) => String(each.slice(0, -1)) === String(input.slice(0, -1))));
      return [...input.slice(0, -1), inputs.reduce((sum, each) => sum + channelsOf(each), 0)];
  }
}

const recurrentShape = (layer: Recurrence, input: Shape, width: number): Shape =>
  layer.givesAll ? [input[0]!, width] : [width];

function steps({ size, stride, isSame }: Span, extent: number, fit: (holds: boolean) => void): number {
  const room = extent - (isSame ? 1 : size);
  fit(room >= 0);
  return Math.floor(room / stride) + 1;
}

const stepsBack = ({ size, stride, isSame }: Span, places: number): number =>
  isSame ? places * stride : (places - 1) * stride + size;

function tensorsOf({ name, work }: Layer, inputs: readonly Shape[]): TensorSpec[] {
  const tensor = (role: string, ...shape: number[]): TensorSpec => ({ key: `${name}/${role}`, shape });
  const channels = channelsOf(inputs[0]!);
  switch (work.kind) {
    case 'Dense':
      return [tensor('kernel', channels, work.units), ...biasOf(work.hasBias, tensor, work.units)];
    case 'Embedding':
      return [tensor('embeddings', work.rows, work.width)];
    case 'Convolution':
      return [
        tensor('kernel', ...work.spans.map(({ size }) => size), channels, work.filters),
        ...biasOf(work.hasBias, tensor, work.filters),
      ];
    case 'Transposed':
      return [
        tensor('kernel', ...work.spans.map(({ size }) => size), work.filters, channels),
        ...biasOf(work.hasBias, tensor, work.filters),
      ];
    case 'Separable':
      return [
        tensor('depthwise_kernel', ...work.spans.map(({ size }) => size), channels, work.multiplier),
        tensor('pointwise_kernel', 1, 1, channels * work.multiplier, work.filters),
        ...biasOf(work.hasBias, tensor, work.filters),
      ];
    case 'BatchNormalization':
      return ['gamma', 'beta', 'moving_mean', 'moving_variance'].map((role) => tensor(role, channels));
    case 'LayerNormalization':
      return ['gamma', 'beta'].map((role) => tensor(role, channels));
    case 'Recurrent':
      return recurrentTensors(work.layer, channels, '', tensor);
    case 'Bidirectional':
      return ['forward_', 'backward_'].flatMap((way) => recurrentTensors(work.layer, channels, way, tensor));
    default:
      return [];
  }
}

type Tensor = (role: string, ...shape: number[]) => TensorSpec;

const biasOf = (has: boolean, tensor: Tensor, size: number): TensorSpec[] => (has ? [tensor('bias', size)] : []);

function recurrentTensors({ kind, units }: Recurrence, channels: number, way: string, tensor: Tensor): TensorSpec[] {
  const sums = (kind === 'LSTM' ? 4 : 1) * units;
  return [
    tensor(`${way}kernel`, channels, sums),
    tensor(`${way}recurrent_kernel`, units, sums),
    tensor(`${way}bias`, sums),
  ];
}
