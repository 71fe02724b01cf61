import type { DatasetCard, SharingLevel } from './card';
import { SealingRefused } from './refused';

/** The format this code writes. */
const FORMAT = 1;
/** The longest manifest that is read anywhere. */
const MAX_BYTES = 256 << 10;

/** What pins a sealed file: enough to refuse any other file, sealed or opened. */
export interface Seal {
  readonly cipherRoot: string;
  readonly cipherBytes: number;
  readonly plainSha256: string;
  readonly plainBytes: number;
}

/** The sealed bytes of a version: where they are and what pins them. */
export interface Payload {
  readonly cid: string;
  readonly seal: Seal;
}

/** A part of the data that everybody may see. */
export interface PublicSample {
  readonly cid: string;
  readonly bytes: number;
  readonly sampleCount: number;
}

/** A manifest but for its origin, which is known only when somebody registers it. */
export interface UnregisteredManifest {
  readonly manifest: number;
  readonly card: DatasetCard;
  readonly level: SharingLevel;
  readonly payload: Payload;
  readonly publicSamples: readonly PublicSample[];
}

/** Who registers a dataset first, and as his how-manieth. */
export interface Origin {
  readonly firstOwner: string;
  readonly nonce: number;
}

/** The manifest for whoever registers it, as JSON in its one form. */
export function registeredBy(manifest: UnregisteredManifest, origin: Origin): string {
  const { card, level, payload, publicSamples } = manifest;
  const { firstOwner, nonce } = origin;
  return manifestJson({
    manifest: manifest.manifest,
    card,
    level,
    origin: { firstOwner, nonce },
    payload,
    publicSamples,
  } as UnregisteredManifest);
}

/**
 * The origin that a dataset's first manifest names; a later version's names the same.
 *
 * @throws SealingRefused if the content is no manifest
 */
export function originIn(manifest: unknown): Origin {
  const { origin } = Object(manifest) as { origin?: Partial<Origin> };
  if (typeof origin?.firstOwner !== 'string' || !Number.isSafeInteger(origin.nonce)) {
    throw new SealingRefused('manifest-origin');
  }
  return { firstOwner: origin.firstOwner, nonce: origin.nonce as number };
}

export function manifestOf(card: DatasetCard, level: SharingLevel, payload: Payload): UnregisteredManifest {
  return { manifest: FORMAT, card, level, payload, publicSamples: [] };
}

/** The one form of the manifest: fields in declared order, two spaces, a final line end. */
export function manifestJson(manifest: UnregisteredManifest): string {
  const json = prettyJson(manifest);
  const bytes = new TextEncoder().encode(json).length;
  if (bytes > MAX_BYTES) {
    throw new SealingRefused('manifest-long', { bytes, limit: MAX_BYTES });
  }
  return json;
}

/** What a value that JavaScript would write otherwise looks like; nothing for all others. */
type Special = (value: unknown) => string | undefined;

/** JSON as the Java side writes it: fields in their order, two spaces, a final line end. */
export function prettyJson(value: unknown, special: Special = () => undefined): string {
  return written(value, '', special) + '\n';
}

// JSON.stringify would indent alike, but for the space before a colon and in an empty list.
function written(value: unknown, indent: string, special: Special): string {
  if (Array.isArray(value)) {
    const items: unknown[] = value;
    return enclosed('[', ']', items.map((item) => written(item, indent + '  ', special)), indent);
  }
  const text = special(value);
  if (text !== undefined) {
    return text;
  }
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(
      ([name, inner]) => `${JSON.stringify(name)} : ${written(inner, indent + '  ', special)}`,
    );
    return enclosed('{', '}', fields, indent);
  }
  return JSON.stringify(value);
}

function enclosed(open: string, close: string, items: readonly string[], indent: string): string {
  if (items.length === 0) {
    return `${open} ${close}`;
  }
  const inner = items.map((item) => `${indent}  ${item}`).join(',\n');
  return `${open}\n${inner}\n${indent}${close}`;
}
