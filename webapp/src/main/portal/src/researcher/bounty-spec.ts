import { hex } from '../sealing/content/texts';
import { type Payload, prettyJson } from '../sealing/manifest';
import type { DataFormat } from './samples';
import { keccak } from './words';

/** What is counted and paid for, in Keras's words. */
export const METRICS = ['accuracy', 'top_k_categorical_accuracy'] as const;
export type Metric = (typeof METRICS)[number];

/** What a researcher asks for, in a public file that the chain pins by its hash. */
export interface BountySpec {
  /** One line of at most 200 characters. */
  readonly name: string;
  readonly description: string;
  readonly metric: Metric;
  /** ModelSpec JSON. */
  readonly model: string;
  readonly data: DataFormat;
  readonly testSet: Payload;
}

const FORMAT = 1;

/** A number that Java writes with a point, whole or not. */
class Real {
  constructor(readonly value: number) {}

  toString(): string {
    return javaDouble(this.value);
  }
}

/** The one form of the specification, byte for byte what the agents write. */
export function specJson({ name, description, metric, model, data, testSet }: BountySpec): string {
  const { width, low, high, classes } = data;
  const { cid, seal } = testSet;
  return prettyJson(
    {
      format: FORMAT,
      name,
      description,
      metric,
      model,
      data: { width, low: new Real(Math.fround(low)), high: new Real(Math.fround(high)), classes },
      testSet: {
        cid,
        seal: {
          cipherRoot: seal.cipherRoot,
          cipherBytes: seal.cipherBytes,
          plainSha256: seal.plainSha256,
          plainBytes: seal.plainBytes,
        },
      },
    },
    (value) => (value instanceof Real ? value.toString() : undefined),
  );
}

/** The hash that stands on chain: Keccak-256 of the file. */
export function specHash(json: string): string {
  return hex(keccak(new TextEncoder().encode(json)));
}

/** As Java's Double.toString writes it: a point always, an exponent outside 10^-3 to 10^7. */
export function javaDouble(value: number): string {
  const size = Math.abs(value);
  if (value === 0 || (size >= 1e-3 && size < 1e7)) {
    const text = String(value);
    return (Object.is(value, -0) ? '-0' : text) + (text.includes('.') ? '' : '.0');
  }
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  return `${digits}${digits.includes('.') ? '' : '.0'}E${Number(exponent)}`;
}
