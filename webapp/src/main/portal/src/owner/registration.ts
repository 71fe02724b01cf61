import { answered, found, platform, prepare } from '../api/platform';
import { api } from '../api/client';
import type { Dataset, PreparedIntent } from '../api/types';
import { originIn, registeredBy, type Origin, type UnregisteredManifest } from '../sealing/manifest';
import { upload, type UploadWatch } from '../upload/upload';

/** Sealed data that is to be registered. */
export interface SealedData {
  readonly manifest: UnregisteredManifest;
  readonly payload: Blob;
  /** What everybody may see, if the owner shows something. */
  readonly publicSample: Blob | undefined;
}

/** The uploaded content is not what the manifest names. */
export class WrongContent extends Error {}

/** Brings payload and public sample to the platform's store. */
export async function uploadSealed(data: SealedData, watch: UploadWatch): Promise<void> {
  requireSame(await upload(data.payload, watch), data.manifest.payload.cid);
  const [sample] = data.manifest.publicSamples;
  if (sample !== undefined) {
    const quiet = { ...watch, onProgress: () => undefined };
    requireSame(data.publicSample ? await upload(data.publicSample, quiet) : '', sample.cid);
  }
}

function requireSame(stored: string, promised: string): void {
  if (stored !== promised) {
    throw new WrongContent(promised);
  }
}

/** The registration as the account's next dataset, ready to be signed. */
export async function prepareRegistration(manifest: UnregisteredManifest): Promise<PreparedIntent> {
  const origin = await answered(platform.GET('/prepared-transactions/register-dataset/origin'));
  return prepare('register-dataset', { manifest: await uploadManifest(manifest, origin) });
}

/** The same data as one more version of a dataset, ready to be signed by its owner. */
export async function prepareVersion({ id, versions }: Dataset, manifest: UnregisteredManifest): Promise<PreparedIntent> {
  const origin = originIn(await api.content(versions[0]?.manifest ?? ''));
  return prepare('add-version', { asset: id, manifest: await uploadManifest(manifest, origin) });
}

/** Whether the dataset has a version with the same sealed bytes. */
export function hasVersion({ versions }: Dataset, { payload }: UnregisteredManifest): boolean {
  return versions.some(({ cipherRoot }) => cipherRoot === payload.seal.cipherRoot);
}

function uploadManifest(manifest: UnregisteredManifest, origin: Origin): Promise<string> {
  const json = new Blob([registeredBy(manifest, origin)]);
  return upload(json, { onProgress: () => undefined, signal: new AbortController().signal });
}

const key = (manifest: UnregisteredManifest, account: string): string =>
  `assay-registered-${account}-${manifest.payload.seal.cipherRoot}`;

/** Written down before it is signed: whoever closes the page in between registers nothing twice. */
export function noteRegistration(manifest: UnregisteredManifest, account: string, dataset: string): void {
  localStorage.setItem(key(manifest, account), dataset);
}

/** The dataset that this account registered the same sealed bytes as, if it is there. */
export async function earlierRegistration(
  manifest: UnregisteredManifest,
  account: string,
): Promise<string | undefined> {
  const dataset = localStorage.getItem(key(manifest, account));
  const known = dataset === null ? undefined : await found(platform.GET('/datasets/{id}', { params: { path: { id: dataset } } }));
  return known === undefined ? undefined : (dataset ?? undefined);
}
