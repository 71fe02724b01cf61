/** What one value of a field is. Stands in manifests by its name. */
export type ElementType =
  | 'BOOL'
  | 'UINT8'
  | 'INT8'
  | 'INT16'
  | 'INT32'
  | 'INT64'
  | 'FLOAT32'
  | 'FLOAT64'
  | 'TEXT';

/** One field of every sample; an empty shape is a single value. */
export interface SchemaField {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly isLabel: boolean;
}

/** What was told of plain data by reading it through. */
export interface Findings {
  readonly format: string;
  readonly schema: readonly SchemaField[];
  readonly sampleCount: number;
}

/**
 * Looks through plain bytes as they pass, with the answers that the command line gives for the same
 * bytes. What is not as its name says is refused as soon as it is seen.
 */
export interface Survey {
  take(bytes: Uint8Array<ArrayBuffer>): void | Promise<void>;
  finish(): Findings | Promise<Findings>;
}

export function field(name: string, type: ElementType, shape: readonly number[] = []): SchemaField {
  return { name, type, shape, isLabel: false };
}
