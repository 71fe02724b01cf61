import { readArchive } from './archive';
import { run, type Value } from './layers';
import { ModelRefused, require } from './refused';
import { readWeights, type Weights } from './safetensors';
import { elements, plan, type Plan } from './shapes';
import { INPUT, readSpec, type Shape, type Spec } from './spec';

/** What a page needs to know of a model to ask it something. */
export interface ModelFacts {
  /** Numbers of one sample. */
  readonly width: number;
  /** The image that a sample is, where it is one. */
  readonly image: Shape | undefined;
  readonly answers: number;
  /** Whether the answers are shares of classes; a single one is the share of class 1. */
  readonly isLabelling: boolean;
  readonly layers: number;
  readonly weights: number;
  readonly provenance: string;
}

const IMAGE = 3;

/** A trained model that answers: forward passes only, in the layers' own order. */
export class Model {
  private constructor(
    private readonly spec: Spec,
    private readonly plan: Plan,
    private readonly weights: Weights,
    private readonly provenance: string,
  ) {}

  /** Reads a checkpoint; every size is reckoned before anything is allocated. */
  static read(archive: Uint8Array<ArrayBuffer>): Model {
    const files = readArchive(archive);
    const spec = readSpec(files.model);
    const planned = plan(spec);
    return new Model(spec, planned, readWeights(files.weights, planned.tensors), files.provenance);
  }

  facts(): ModelFacts {
    const { loss } = this.spec;
    return {
      width: elements(this.spec.input),
      image: this.image(),
      answers: elements(this.answerShape()),
      isLabelling: loss === 'categorical_crossentropy' || loss === 'binary_crossentropy',
      layers: this.spec.layers.length,
      weights: this.plan.tensors.reduce((sum, { shape }) => sum + elements(shape), 0),
      provenance: this.provenance,
    };
  }

  /** The model's answer to one sample. */
  answer(sample: Float32Array): Float32Array {
    if (sample.length !== elements(this.spec.input) || !sample.every((value) => Number.isFinite(value))) {
      throw new ModelRefused('input', `The model reads ${elements(this.spec.input)} numbers.`);
    }
    const made = new Map<string, Value>([[INPUT, { values: sample, shape: this.spec.input }]]);
    for (const layer of this.spec.layers) {
      const shape = this.plan.shapes.get(layer.name)!;
      const inputs = layer.inbound.map((name) => made.get(name)!);
      made.set(layer.name, { values: run(layer, inputs, shape, this.weights), shape });
    }
    const { values } = made.get(this.spec.layers.at(-1)!.name)!;
    require(values.every((value) => Number.isFinite(value)), 'The answer holds what is no number.');
    return values;
  }

  private answerShape(): Shape {
    return this.plan.shapes.get(this.spec.layers.at(-1)!.name)!;
  }

  /** The input's own shape, or that of the reshaping which comes before everything else. */
  private image(): Shape | undefined {
    if (this.spec.input.length === IMAGE) {
      return this.spec.input;
    }
    const first = this.spec.layers.find(({ work }) => work.kind !== 'Rescaling');
    const isImage = first?.work.kind === 'Reshape' && first.work.target.length === IMAGE;
    return isImage ? this.plan.shapes.get(first.name) : undefined;
  }
}
