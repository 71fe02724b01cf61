import { type Activation, ACTIVATIONS } from './activations';
import { Json } from './json';
import { ModelRefused, require } from './refused';

/** Sizes of a vector, a sequence (time, features) or an image (height, width, channels). */
export type Shape = readonly number[];

/** How a window slides along one axis. */
export interface Span {
  readonly size: number;
  readonly stride: number;
  readonly isSame: boolean;
}

export interface Recurrence {
  readonly kind: 'LSTM' | 'SimpleRNN';
  readonly units: number;
  readonly activation: Activation;
  readonly givesAll: boolean;
}

/** What a layer does, in Keras's words. */
export type Work =
  | { readonly kind: 'Dense'; readonly units: number; readonly activation: Activation; readonly hasBias: boolean }
  | { readonly kind: 'Embedding'; readonly rows: number; readonly width: number }
  | { readonly kind: 'Activation'; readonly activation: Activation }
  | { readonly kind: 'Dropout' | 'Flatten' | 'Add' | 'Concatenate' | 'GlobalMaxPooling' | 'GlobalAveragePooling' }
  | { readonly kind: 'Rescaling'; readonly scale: number; readonly offset: number }
  | { readonly kind: 'Convolution' | 'Transposed'; readonly filters: number; readonly spans: readonly Span[]; readonly activation: Activation; readonly hasBias: boolean }
  | { readonly kind: 'Separable'; readonly filters: number; readonly spans: readonly Span[]; readonly multiplier: number; readonly activation: Activation; readonly hasBias: boolean }
  | { readonly kind: 'MaxPooling' | 'AveragePooling'; readonly spans: readonly Span[] }
  | { readonly kind: 'BatchNormalization' | 'LayerNormalization'; readonly epsilon: number }
  | { readonly kind: 'Recurrent'; readonly layer: Recurrence }
  | { readonly kind: 'Bidirectional'; readonly layer: Recurrence; readonly merge: 'concat' | 'sum' | 'mul' | 'ave' }
  | { readonly kind: 'Reshape'; readonly target: Shape }
  | { readonly kind: 'UpSampling2D'; readonly rows: number; readonly columns: number };

export interface Layer {
  readonly name: string;
  readonly inbound: readonly string[];
  readonly work: Work;
}

export interface Spec {
  readonly input: Shape;
  readonly layers: readonly Layer[];
  readonly loss: string;
}

const FORMAT = 'assay-model/1';
const MOST_LAYERS = 512;
const LARGEST_WINDOW = 1 << 12;
const NAME = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
const AXES = 3;
const SIDES = 2;

export const INPUT = 'input';

/** Reads a stranger's model.json; what it does not know it refuses. */
export function readSpec(text: string): Spec {
  const tree = Json.parse(text, 'model.json');
  tree.field('format').word([FORMAT]);
  let before = INPUT;
  const layers = tree.field('layers').list(MOST_LAYERS).map((each) => {
    const layer = readLayer(each, before);
    before = layer.name;
    return layer;
  });
  require(layers.length > 0, 'The model has no layer.');
  return { input: shape(tree.field('input_shape')), layers, loss: tree.field('loss').text() };
}

function readLayer(tree: Json, before: string): Layer {
  const name = tree.field('name').text();
  require(NAME.test(name) && name !== INPUT, 'A layer has a name that is none.');
  const named = tree.has('inbound') ? tree.field('inbound').list(MOST_LAYERS).map((each) => each.text()) : [];
  return { name, inbound: named.length === 0 ? [before] : named, work: work(tree.field('class_name').text(), tree.field('config')) };
}

function work(kind: string, config: Json): Work {
  switch (kind) {
    case 'Dense':
      return { kind, units: config.field('units').size(), activation: activation(config), hasBias: bias(config) };
    case 'Embedding':
      return { kind, rows: config.field('input_dim').size(), width: config.field('output_dim').size() };
    case 'Activation':
      return { kind, activation: activation(config) };
    case 'Dropout':
    case 'Flatten':
    case 'Add':
    case 'Concatenate':
      return { kind };
    case 'Rescaling':
      return { kind, scale: config.field('scale').number(), offset: config.field('offset').number(0) };
    case 'Conv1D':
      return { kind: 'Convolution', ...convolution(config, 1) };
    case 'Conv2D':
      return { kind: 'Convolution', ...convolution(config, SIDES) };
    case 'Conv2DTranspose':
      return { kind: 'Transposed', ...convolution(config, SIDES) };
    case 'SeparableConv2D':
      return { kind: 'Separable', ...convolution(config, SIDES), multiplier: config.field('depth_multiplier').size(1) };
    case 'MaxPooling1D':
      return { kind: 'MaxPooling', spans: spans(config, 'pool_size', 1) };
    case 'MaxPooling2D':
      return { kind: 'MaxPooling', spans: spans(config, 'pool_size', SIDES) };
    case 'AveragePooling1D':
      return { kind: 'AveragePooling', spans: spans(config, 'pool_size', 1) };
    case 'AveragePooling2D':
      return { kind: 'AveragePooling', spans: spans(config, 'pool_size', SIDES) };
    case 'GlobalMaxPooling1D':
    case 'GlobalMaxPooling2D':
      return { kind: 'GlobalMaxPooling' };
    case 'GlobalAveragePooling1D':
    case 'GlobalAveragePooling2D':
      return { kind: 'GlobalAveragePooling' };
    case 'BatchNormalization':
    case 'LayerNormalization':
      return { kind, epsilon: config.field('epsilon').number(0.001) };
    case 'LSTM':
    case 'SimpleRNN':
      return { kind: 'Recurrent', layer: recurrence(kind, config) };
    case 'Bidirectional': {
      const inner = config.field('layer');
      const layer = recurrence(inner.field('class_name').word(['LSTM', 'SimpleRNN']), inner.field('config'));
      return { kind, layer, merge: config.field('merge_mode').word(['concat', 'sum', 'mul', 'ave'], 'concat') };
    }
    case 'Reshape':
      return { kind, target: shape(config.field('target_shape')) };
    case 'UpSampling2D': {
      const [rows = 2, columns = 2] = config.has('size') ? sizes(config.field('size'), SIDES) : [];
      return { kind, rows, columns };
    }
    default:
      throw new ModelRefused('malformed', `There is no layer of the kind '${kind}'.`);
  }
}

function convolution(config: Json, axes: number): { filters: number; spans: Span[]; activation: Activation; hasBias: boolean } {
  return {
    filters: config.field('filters').size(),
    spans: spans(config, 'kernel_size', axes),
    activation: activation(config),
    hasBias: bias(config),
  };
}

/** Keras: a kernel's strides default to 1, a pool's to its own size. */
function spans(config: Json, field: string, axes: number): Span[] {
  const extents = sizes(config.field(field), axes);
  const strides = config.has('strides') ? sizes(config.field('strides'), axes) : undefined;
  const isSame = config.field('padding').word(['valid', 'same'], 'valid') === 'same';
  return extents.map((size, axis) => ({ size, stride: strides?.[axis] ?? (field === 'pool_size' ? size : 1), isSame }));
}

function sizes(list: Json, count: number): number[] {
  const all = list.list(count).map((each) => each.size(undefined, LARGEST_WINDOW));
  require(all.length === count, `A window has ${all.length} sizes in place of ${count}.`);
  return all;
}

function recurrence(kind: 'LSTM' | 'SimpleRNN', config: Json): Recurrence {
  return {
    kind,
    units: config.field('units').size(),
    activation: kind === 'LSTM' ? 'tanh' : config.field('activation').word(['tanh', 'relu'], 'tanh'),
    givesAll: config.field('return_sequences').flag(false),
  };
}

const activation = (config: Json): Activation => config.field('activation').word(ACTIVATIONS, 'linear');
const bias = (config: Json): boolean => config.field('use_bias').flag(true);

function shape(list: Json): Shape {
  const all = list.list(AXES).map((each) => each.size());
  require(all.length > 0, 'A shape has no sizes.');
  return all;
}
