import { requireFieldName, requireLabel } from '../card';
import { SealingRefused } from '../refused';
import { isBlank } from './blank';
import { CsvRows } from './csv-rows';
import { isReal, isWhole } from './numbers';
import { type ElementType, field, type Findings, type SchemaField, type Survey } from './survey';

/** More columns than this become one field of many values. */
const MOST_FIELDS = 1000;

/** What all values of a column can be read as, from narrow to wide. */
const KINDS: readonly ElementType[] = ['INT64', 'FLOAT64', 'TEXT'];
const WHOLE = 0;
const REAL = 1;
const TEXT = 2;

/**
 * Looks through a table of comma-separated values in UTF-8: one sample a row, equally many values
 * in each. A first row of names that are no numbers and all different is its head; without one the
 * columns are called `column1` and so on.
 */
export class CsvSurvey implements Survey {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  readonly #rows = new CsvRows({ value: (text) => this.#value(text), endRow: () => this.#endRow() });
  readonly #label: string;
  #first: string[] | undefined = [];
  #names: string[] = [];
  #kinds: Uint8Array = new Uint8Array(0);
  #column = 0;
  #row = 0;
  #samples = 0;

  /**
   * @param label a column that must be there; empty for none
   */
  constructor(label = '') {
    this.#label = label;
  }

  take(bytes: Uint8Array<ArrayBuffer>): void {
    this.#rows.write(this.#decoded(bytes));
  }

  finish(): Findings {
    this.#rows.write(this.#decoded());
    this.#rows.finish();
    if (this.#row === 0) {
      throw new SealingRefused('empty');
    }
    if (this.#samples === 0) {
      throw new SealingRefused('csv-head-only');
    }
    return { format: 'csv', schema: this.#schema(), sampleCount: this.#samples };
  }

  #decoded(bytes?: Uint8Array<ArrayBuffer>): string {
    try {
      return bytes === undefined ? this.#decoder.decode() : this.#decoder.decode(bytes, { stream: true });
    } catch {
      throw new SealingRefused('csv-utf8');
    }
  }

  #value(text: string): void {
    if (this.#first !== undefined) {
      this.#first.push(text);
      return;
    }
    const kind = this.#kinds[this.#column];
    if (kind !== undefined && kind !== TEXT) {
      this.#kinds[this.#column] = widened(kind, text);
    }
    this.#column++;
  }

  #endRow(): void {
    this.#row++;
    if (this.#first !== undefined) {
      this.#begin(this.#first);
      return;
    }
    if (this.#column !== this.#kinds.length) {
      const particulars = { row: this.#row, values: this.#column, first: this.#kinds.length };
      throw new SealingRefused('csv-row', particulars);
    }
    this.#column = 0;
    this.#samples++;
  }

  #begin(first: string[]): void {
    const hasHead = isHead(first);
    this.#names = hasHead ? first : first.map((_, i) => `column${i + 1}`);
    this.#kinds = Uint8Array.from(first, (text) => (hasHead ? WHOLE : widened(WHOLE, text)));
    this.#samples = hasHead ? 0 : 1;
    this.#first = undefined;
    if (first.length <= MOST_FIELDS) {
      this.#names.forEach(requireFieldName);
      requireLabel(this.#label, this.#names);
    }
  }

  #schema(): SchemaField[] {
    if (this.#names.length > MOST_FIELDS) {
      const widest = this.#kinds.reduce((a, b) => Math.max(a, b));
      return [field('values', typeOf(widest), [this.#names.length])];
    }
    return this.#names.map((name, i) => field(name, typeOf(this.#kinds[i])));
  }
}

function isHead(row: readonly string[]): boolean {
  return new Set(row).size === row.length && !row.some((name) => isBlank(name) || isReal(name));
}

/** The narrowest kind that a column of this kind has with one more value. */
function widened(kind: number, text: string): number {
  if (kind === WHOLE && isWhole(text)) {
    return WHOLE;
  }
  return isReal(text) ? REAL : TEXT;
}

function typeOf(kind: number | undefined): ElementType {
  return KINDS[kind ?? TEXT] ?? 'TEXT';
}
