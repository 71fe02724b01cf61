import { post, read, readText } from './acting';
import type { ModelEstimate, Offer } from './types';

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
