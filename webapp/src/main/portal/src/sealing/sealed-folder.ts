import { SealingRefused } from './refused';
import type { Sealed } from './sealer';

/** The names that `assay dataset register` looks for. */
export const PAYLOAD = 'payload.age';
export const IDENTITY = 'version-identity.txt';
export const MANIFEST = 'manifest.json';

/** An empty folder, and in it the empty file for the payload. */
export interface Begun {
  readonly folder: FileSystemDirectoryHandle;
  readonly payload: FileSystemFileHandle;
}

/** Begins in a folder, unless it holds sealed data: its identity would be lost with it. */
export async function begin(folder: FileSystemDirectoryHandle): Promise<Begun> {
  for (const name of [PAYLOAD, IDENTITY, MANIFEST]) {
    if (await has(folder, name)) {
      throw new SealingRefused('already', { name: `${folder.name}/${name}` });
    }
  }
  return { folder, payload: await folder.getFileHandle(PAYLOAD, { create: true }) };
}

/** Completes it: the identity first, for without it the rest is worth nothing, the manifest last. */
export async function finish({ folder }: Begun, sealed: Sealed): Promise<void> {
  await write(folder, IDENTITY, sealed.identityFile);
  await write(folder, MANIFEST, sealed.manifestJson);
}

/** Takes back what was begun. */
export async function discard({ folder }: Begun): Promise<void> {
  await folder.removeEntry(PAYLOAD).catch(() => undefined);
}

async function has(folder: FileSystemDirectoryHandle, name: string): Promise<boolean> {
  try {
    await folder.getFileHandle(name);
    return true;
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === 'NotFoundError') {
      return false;
    }
    throw failure;
  }
}

async function write(folder: FileSystemDirectoryHandle, name: string, text: string): Promise<void> {
  const file = await folder.getFileHandle(name, { create: true });
  const sink = await file.createWritable();
  await sink.write(text);
  await sink.close();
}
