import type { UnregisteredManifest } from '../sealing/manifest';
import type { SealedData } from './registration';

const LONGEST_MANIFEST = 256 << 10;

/** The sealed data among the files of a sealed folder; nothing where a part of it is missing. */
export async function sealedIn(files: readonly File[]): Promise<SealedData | undefined> {
  const named = (name: string): File | undefined => files.find((file) => file.name === name);
  const payload = named('payload.age') ?? named('payload');
  const described = named('manifest.json');
  if (payload === undefined || described === undefined || described.size > LONGEST_MANIFEST) {
    return undefined;
  }
  const manifest = asManifest(await described.text());
  const isWhole = manifest !== undefined && payload.size === manifest.payload.seal.cipherBytes;
  return isWhole ? { manifest, payload, publicSample: named('public-sample') } : undefined;
}

function asManifest(text: string): UnregisteredManifest | undefined {
  try {
    const found = JSON.parse(text) as Partial<UnregisteredManifest>;
    const isOne = typeof found.payload?.cid === 'string' && typeof found.card?.name === 'string';
    return isOne && Array.isArray(found.publicSamples) ? (found as UnregisteredManifest) : undefined;
  } catch {
    return undefined;
  }
}
