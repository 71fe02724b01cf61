import { api } from './client';

/** What a manifest says about a dataset, as far as it says it. All of it is its owner's word. */
export interface DatasetCard {
  name: string;
  description: string;
  format: string;
  sampleCount?: number;
  licence: string;
  source: string;
  citation: string;
  fields: { name: string; type: string; shape: number[]; isLabel: boolean }[];
  publicSamples: number;
}

/** What a specification says about a bounty, as far as it says it. The researcher's word. */
export interface BountyCard {
  name: string;
  description: string;
  metric: string;
  /** ModelSpec JSON. */
  model: string;
  classes?: number;
  width?: number;
  /** The values of every sample lie between these. */
  low?: number;
  high?: number;
  /** Whether it is trained where the data is, by rounds. */
  isFederated: boolean;
}

type Fields = Record<string, unknown>;

const found = new Map<string, Promise<unknown>>();

/** A manifest's card. */
export async function datasetCard(cid: string): Promise<DatasetCard> {
  return readDatasetCard(await content(cid));
}

/** A bounty specification's card. */
export async function bountyCard(cid: string): Promise<BountyCard> {
  return readBountyCard(await content(cid));
}

// A CID's content never changes, so one answer is enough; a failure is asked again.
function content(cid: string): Promise<unknown> {
  const known = found.get(cid);
  if (known) {
    return known;
  }
  const asked = api.content(cid);
  found.set(cid, asked);
  asked.catch(() => found.delete(cid));
  return asked;
}

export function readDatasetCard(manifest: unknown): DatasetCard {
  const root = fields(manifest);
  const card = fields(root.card);
  return {
    name: text(card.name),
    description: text(card.description),
    format: text(card.format),
    sampleCount: count(card.sampleCount),
    licence: text(card.licence),
    source: text(card.source),
    citation: text(card.citation),
    fields: list(card.schema).map(fields).map(schemaField),
    publicSamples: list(root.publicSamples)
      .map((sample) => count(fields(sample).sampleCount) ?? 0)
      .reduce((sum, each) => sum + each, 0),
  };
}

export function readBountyCard(spec: unknown): BountyCard {
  const root = fields(spec);
  const data = fields(root.data);
  return {
    name: text(root.name),
    description: text(root.description),
    metric: text(root.metric),
    model: text(root.model),
    classes: count(data.classes),
    width: count(data.width),
    low: finite(data.low),
    high: finite(data.high),
    isFederated: typeof root.federated === 'object' && root.federated !== null,
  };
}

function schemaField(field: Fields): DatasetCard['fields'][number] {
  return {
    name: text(field.name),
    type: text(field.type).toLowerCase(),
    shape: list(field.shape).map((side) => count(side) ?? 0),
    isLabel: field.isLabel === true,
  };
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function count(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

const finite = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;
