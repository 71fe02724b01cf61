import { onScopeDispose, shallowReactive } from 'vue';
import type { Draft } from './card';
import { type Pace, paceOf } from './pace';
import type { PlainInput } from './input';
import { privateFolder } from './private-folder';
import { asRefusal, SealingRefused } from './refused';
import { seal } from './seal';
import { type Begun, begin, discard, finish } from './sealed-folder';
import type { Progress, Sealed } from './sealer';

/** Where sealed files go: into a folder of the owner's, or to be saved from the page. */
export type Destination = 'folder' | 'downloads';

/** One sealing, as a page shows it. */
export interface Run {
  stage: 'idle' | 'sealing' | 'sealed' | 'refused';
  progress: Progress | undefined;
  pace: Pace | undefined;
  refusal: SealingRefused | undefined;
  sealed: Sealed | undefined;
  /** The folder all files were written to; undefined where they are still to be saved. */
  folder: string | undefined;
  /** The payload that is still to be saved. */
  payload: File | undefined;
  /** The sealed bytes, saved or not. */
  sealedFile: File | undefined;
}

/** Whether the browser lets a page write into a folder that its user picks. */
export function canPickFolder(): boolean {
  return 'showDirectoryPicker' in window;
}

interface FolderPicker {
  showDirectoryPicker(options: { mode: 'readwrite' }): Promise<FileSystemDirectoryHandle>;
}

const IDLE: Run = {
  stage: 'idle',
  progress: undefined,
  pace: undefined,
  refusal: undefined,
  sealed: undefined,
  folder: undefined,
  payload: undefined,
  sealedFile: undefined,
};

/** Seals for a page; ends with it. */
export function useSealing(): {
  run: Run;
  start: (input: PlainInput, draft: Draft, destination: Destination) => Promise<void>;
  cancel: () => void;
  reset: () => void;
} {
  const run = shallowReactive<Run>({ ...IDLE });
  let stop = new AbortController();

  async function sealInto(begun: Begun, input: PlainInput, draft: Draft): Promise<Sealed> {
    const started = performance.now();
    const onProgress = (progress: Progress): void => {
      const pace = paceOf(progress.read, progress.all, performance.now() - started);
      Object.assign(run, { progress, pace });
    };
    const task = { input, draft, payload: begun.payload };
    return seal(task, { onProgress, signal: stop.signal });
  }

  async function sealAndKeep(input: PlainInput, draft: Draft, destination: Destination): Promise<Partial<Run>> {
    const begun = await begin(await folderFor(destination));
    try {
      const sealed = await sealInto(begun, input, draft);
      if (destination === 'downloads') {
        // The secret is not written to where the browser keeps its files.
        const payload = await begun.payload.getFile();
        return { sealed, payload, sealedFile: payload };
      }
      await finish(begun, sealed);
      return { sealed, folder: begun.folder.name, sealedFile: await begun.payload.getFile() };
    } catch (failure) {
      await discard(begun);
      throw failure;
    }
  }

  async function start(input: PlainInput, draft: Draft, destination: Destination): Promise<void> {
    stop = new AbortController();
    Object.assign(run, IDLE, { stage: 'sealing' });
    try {
      Object.assign(run, await sealAndKeep(input, draft, destination), { stage: 'sealed' });
    } catch (failure) {
      Object.assign(run, IDLE, isChangeOfMind(failure) ? {} : { stage: 'refused', refusal: asRefusal(failure) });
    }
  }

  const cancel = (): void => stop.abort();
  onScopeDispose(cancel);
  return { run, start, cancel, reset: () => void Object.assign(run, IDLE) };
}

function folderFor(destination: Destination): Promise<FileSystemDirectoryHandle> {
  return destination === 'downloads'
    ? privateFolder()
    : (window as unknown as FolderPicker).showDirectoryPicker({ mode: 'readwrite' });
}

/** Closing the folder dialogue, or cancelling, is nothing to be told about. */
function isChangeOfMind(failure: unknown): boolean {
  return failure instanceof SealingRefused
    ? failure.code === 'cancelled'
    : failure instanceof DOMException && failure.name === 'AbortError';
}
