import { answered, platform } from './platform';
import type { ModelEstimate, ModelSpec, Offer } from './types';

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
  const params = { path: { name }, query: { ...images } };
  return answered(platform.GET('/models/templates/{name}', { params, parseAs: 'text' })) as Promise<string>;
}

/**
 * Refuses, in words, what is no model.
 *
 * @param spec JSON as a person wrote it
 */
export function estimate(spec: string, batch: number): Promise<ModelEstimate> {
  // Sent as it stands, for the refusal names lines of this very text.
  const body = { body: spec as unknown as ModelSpec, bodySerializer: (same: unknown) => same as string };
  return answered(platform.POST('/models/estimate', { params: { query: { batch } }, ...body }));
}

/** Asks all pools what a job would take; gives the question's id. */
export async function askPools(need: Record<'flops' | 'memory' | 'samples' | 'epochs' | 'data', number>): Promise<string> {
  return (await answered(platform.POST('/pool-questions', { body: need }))).id;
}

export const offers = (id: string): Promise<Offer[]> =>
  answered(platform.GET('/pool-questions/{id}/offers', { params: { path: { id } } }));
