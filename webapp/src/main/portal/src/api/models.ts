import { post, read, readText } from './acting';

/** A layer of a model; the first is the input. */
export interface Layer {
  readonly name: string;
  readonly kind: string;
  /** Sizes of its output per sample, slowest axis first. */
  readonly shape: readonly number[];
  readonly parameters: number;
  /** Per sample and forward pass. */
  readonly multiplyAdds: number;
}

/** What a model costs before anybody trains it. */
export interface ModelEstimate {
  readonly layers: readonly Layer[];
  readonly parameters: number;
  /** Of learning from one sample once. */
  readonly trainingFlops: number;
  /** That training keeps at once. */
  readonly trainingBytes: number;
}

/** What a pool reckons for a job. */
export interface Offer {
  readonly pool: string;
  readonly seconds: number;
  readonly priceWei: string;
  readonly devices: string;
  /** Seconds since 1970. */
  readonly validUntil: number;
}

/** Flat images of that size, to be told apart. */
export interface Images {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly classes: number;
  readonly highest: number;
}

export const TEMPLATES = ['perceptron', 'lenet', 'resnet8'] as const;
export type Template = (typeof TEMPLATES)[number];

export function template(name: Template, images: Images): Promise<string> {
  const query = new URLSearchParams(Object.entries(images).map(([key, value]) => [key, String(value)]));
  return readText(`models/templates/${name}?${query}`);
}

/** Refuses, in words, what is no model. */
export const estimate = (spec: string, batch: number): Promise<ModelEstimate> =>
  post(`models/estimate?batch=${batch}`, spec);

/** Asks all pools what a job would take; gives the question's id. */
export async function askPools(need: Record<'flops' | 'memory' | 'samples' | 'epochs' | 'data', number>): Promise<string> {
  return (await post<{ id: string }>('pool-questions', need)).id;
}

export const offers = (question: string): Promise<Offer[]> => read(`pool-questions/${question}/offers`);
