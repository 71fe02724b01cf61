import { SealingRefused } from '../sealing/refused';
import { type DataFormat, sampleBytes, Samples } from './samples';

/** What a table of samples is like, as far as its values tell. */
export interface TableFacts {
  readonly count: number;
  readonly format: DataFormat;
}

const FLOAT = 4;
const MOST_WIDTH = 1 << 20;
const MOST_CLASSES = 1 << 16;
/** The largest test set a panel opens. */
const MOST_SAMPLES = 1 << 17;
const MOST_BYTES = 64 << 20;
const LONGEST_CELL = 32;
const NUMBER = /^-?[0-9]{1,20}(?:\.[0-9]{1,20})?(?:[eE]-?[0-9]{1,3})?$/;
const WHOLE = /^[0-9]{1,6}$/;

type Row = readonly string[];

/**
 * Looks through comma-separated samples, the values and then the label, one sample a line and no
 * header: the form that the agents read.
 */
export function surveyTable(text: string): TableFacts {
  let low = Infinity;
  let high = -Infinity;
  let highestLabel = 0;
  const { rows, width } = table(text);
  rows.forEach((row, at) => {
    for (let column = 0; column < width; column++) {
      const value = number(row, column, at);
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    highestLabel = Math.max(highestLabel, label(row, width, at));
  });
  const classes = Math.max(2, highestLabel + 1);
  return { count: rows.length, format: { width, low, high, classes } };
}

/** Reads the table; refuses what the format does not hold. */
export function readTable(text: string, format: DataFormat): Samples {
  requireFormat(format);
  const { rows, width } = table(text);
  if (width !== format.width) {
    throw new SealingRefused('test-columns', { line: 1, columns: width + 1, due: format.width + 1 });
  }
  const length = sampleBytes(format);
  const bytes = new Uint8Array(rows.length * length);
  const view = new DataView(bytes.buffer);
  rows.forEach((row, at) => {
    for (let column = 0; column < width; column++) {
      view.setFloat32(at * length + column * FLOAT, within(row, column, at, format), true);
    }
    view.setInt32(at * length + width * FLOAT, labelWithin(row, at, format), true);
  });
  return new Samples(format, bytes);
}

function requireFormat({ width, low, high, classes }: DataFormat): void {
  const isSound = width >= 1 && width <= MOST_WIDTH && classes >= 2 && classes <= MOST_CLASSES;
  if (!isSound || !(Number.isFinite(low) && Number.isFinite(high) && low < high)) {
    throw new SealingRefused('test-format', { width, low, high, classes });
  }
}

function table(text: string): { rows: readonly Row[]; width: number } {
  const lines = (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
  if (text === '' || lines.length > MOST_SAMPLES) {
    throw text === '' ? new SealingRefused('empty') : new SealingRefused('test-large', { most: MOST_SAMPLES });
  }
  const width = (lines[0] ?? '').split(',').length - 1;
  if (width < 1 || width > MOST_WIDTH) {
    throw new SealingRefused('test-columns', { line: 1, columns: width + 1, due: '2…1048577' });
  }
  if (lines.length * ((width + 1) * FLOAT + 32) > MOST_BYTES) {
    throw new SealingRefused('test-large', { most: MOST_SAMPLES });
  }
  return { rows: lines.map((line, at) => cells(line, width, at)), width };
}

function cells(line: string, width: number, at: number): Row {
  const row = line.split(',');
  if (row.length !== width + 1) {
    throw new SealingRefused('test-columns', { line: at + 1, columns: row.length, due: width + 1 });
  }
  return row;
}

/** As a float holds it. */
function number(row: Row, column: number, at: number): number {
  const cell = row[column] ?? '';
  if (!NUMBER.test(cell)) {
    throw new SealingRefused('test-number', { line: at + 1, cell: cell.slice(0, LONGEST_CELL) });
  }
  return Math.fround(Number(cell));
}

function within(row: Row, column: number, at: number, { low, high }: DataFormat): number {
  const value = number(row, column, at);
  if (value < Math.fround(low) || value > Math.fround(high)) {
    throw new SealingRefused('test-range', { line: at + 1, cell: row[column] ?? '', low, high });
  }
  return value;
}

function label(row: Row, width: number, at: number): number {
  const cell = row[width] ?? '';
  if (!WHOLE.test(cell) || Number(cell) >= MOST_CLASSES) {
    throw new SealingRefused('test-label', { line: at + 1, cell: cell.slice(0, LONGEST_CELL), highest: MOST_CLASSES - 1 });
  }
  return Number(cell);
}

function labelWithin(row: Row, at: number, { width, classes }: DataFormat): number {
  const found = label(row, width, at);
  if (found >= classes) {
    throw new SealingRefused('test-label', { line: at + 1, cell: `${found}`, highest: classes - 1 });
  }
  return found;
}
