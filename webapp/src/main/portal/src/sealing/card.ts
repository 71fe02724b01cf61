import { type Particulars, type Refusal, SealingRefused } from './refused';
import { isBlank } from './survey/blank';
import type { Findings, SchemaField } from './survey/survey';

/** How closely data is kept; a higher level is stricter. */
export const LEVELS = ['L1', 'L2', 'L3', 'L4'] as const;
export type SharingLevel = (typeof LEVELS)[number];

/** What an owner tells everybody, before the file is looked through. */
export interface Draft {
  readonly name: string;
  readonly description: string;
  readonly licence: string;
  readonly source: string;
  readonly citation: string;
  readonly level: SharingLevel;
  /** The field a model is to predict; empty for none. */
  readonly label: string;
}

/** The public description of the plain data. The order of the fields is that of the manifest. */
export interface DatasetCard {
  readonly name: string;
  readonly description: string;
  readonly format: string;
  readonly schema: readonly SchemaField[];
  readonly sampleCount: number;
  readonly licence: string;
  readonly source: string;
  readonly citation: string;
}

// Control and format characters, which play tricks on a screen, and halves of characters, which
// have no form in UTF-8. Line feeds and tabs are fine.
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f\p{Cf}\p{Cs}]/u;
const LONGEST = { name: 200, description: 20_000, licence: 20_000, source: 2000, citation: 5000 };
const LONGEST_FIELD_NAME = 100;

/** Refuses what no manifest may say, before anything is sealed. */
export function requireSound(draft: Draft): void {
  for (const [what, longest] of Object.entries(LONGEST) as [keyof typeof LONGEST, number][]) {
    requireText(what, draft[what], longest);
  }
  require(isLine(draft.name), 'name');
  require(!isBlank(draft.licence), 'licence');
  require(LEVELS.includes(draft.level), 'level');
}

/** Refuses a field's name that no manifest may have. */
export function requireFieldName(name: string): void {
  require(name.length <= LONGEST_FIELD_NAME && !CONTROL.test(name) && isLine(name), 'fields', {
    name: name.slice(0, LONGEST_FIELD_NAME),
  });
}

/** What a manifest that somebody reads says of the data, as far as it says it. */
interface Described {
  readonly name: string;
  readonly description: string;
  readonly licence: string;
  readonly source: string;
  readonly citation: string;
  readonly fields: readonly { readonly name: string; readonly isLabel: boolean }[];
}

/** What to say of data like that, which had the given level. */
export function draftLike({ name, description, licence, source, citation, fields }: Described, level: number): Draft {
  const label = fields.find((field) => field.isLabel)?.name ?? '';
  return { name, description, licence, source, citation, level: LEVELS[level - 1] ?? 'L1', label };
}

/** What the manifest says of the data. */
export function cardOf(draft: Draft, found: Findings): DatasetCard {
  const { name, description, licence, source, citation } = draft;
  const schema = withLabel(found.schema, draft.label);
  const { format, sampleCount } = found;
  return { name, description, format, schema, sampleCount, licence, source, citation };
}

/** Refuses to predict a field that there is not. */
export function requireLabel(label: string, names: readonly string[]): void {
  const some = names.slice(0, 20).join(', ');
  require(label === '' || names.includes(label), 'label', { label, names: some });
}

function withLabel(schema: readonly SchemaField[], label: string): readonly SchemaField[] {
  requireLabel(label, schema.map((field) => field.name));
  return label === '' ? schema : schema.map((field) => ({ ...field, isLabel: field.name === label }));
}

function requireText(what: string, text: string, longest: number): void {
  require(text.length <= longest, 'text-long', { what, length: text.length, longest });
  require(!CONTROL.test(text), 'text-control', { what });
}

function isLine(text: string): boolean {
  return !isBlank(text) && !/[\n\t]/.test(text);
}

function require(isMet: boolean, code: Refusal, particulars?: Particulars): void {
  if (!isMet) {
    throw new SealingRefused(code, particulars);
  }
}
