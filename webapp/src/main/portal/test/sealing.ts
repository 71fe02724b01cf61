import type { Draft } from '../src/sealing/card';
import { Meter } from '../src/sealing/meter';
import { open } from '../src/sealing/opener';
import { folderOfFiles, type PlainInput } from '../src/sealing/input';
import { asRefusal } from '../src/sealing/refused';
import { seal } from '../src/sealing/seal';
import { type Begun, begin, discard, finish } from '../src/sealing/sealed-folder';
import type { Progress } from '../src/sealing/sealer';

/** The sealing module by name, for a test that drives a browser and hears JSON. */
declare global {
  var bench: Record<string, (...given: never[]) => Promise<unknown>>;
}

function chosenFiles(): File[] {
  return [...document.querySelectorAll('input')].flatMap((input) => [...(input.files ?? [])]);
}

function chosenFile(): File {
  const [file] = chosenFiles();
  if (file === undefined) {
    throw new Error('No file was chosen.');
  }
  return file;
}

function chosen(): PlainInput {
  const file = chosenFile();
  return file.webkitRelativePath === '' ? { kind: 'file', file } : folderOfFiles(chosenFiles());
}

async function newFolder(name: string): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle(name, { create: true });
}

async function filesIn(folder: FileSystemDirectoryHandle): Promise<FileSystemFileHandle[]> {
  const found: FileSystemFileHandle[] = [];
  for await (const handle of folder.values()) {
    found.push(handle as FileSystemFileHandle);
  }
  return found;
}

/** Seals the chosen file into a folder of that name and sends what is in it then. */
async function sealChosen(name: string, draft: Draft, cancelAfter = Infinity): Promise<unknown> {
  const folder = await newFolder(name);
  let begun: Begun | undefined;
  const stop = new AbortController();
  const moves: Progress[] = [];
  const onProgress = (progress: Progress): void => {
    moves.push(progress);
    if (moves.length === cancelAfter) {
      stop.abort();
    }
  };
  const started = performance.now();
  let refused = '';
  try {
    begun = await begin(folder);
    const task = { input: chosen(), draft, payload: begun.payload };
    await finish(begun, await seal(task, { onProgress, signal: stop.signal }));
  } catch (failure) {
    refused = asRefusal(failure).message;
    if (begun !== undefined) {
      await discard(begun);
    }
  }
  const millis = performance.now() - started;
  const left = await filesIn(folder);
  for (const handle of left) {
    await fetch(`/out/${name}/${handle.name}`, { method: 'PUT', body: await handle.getFile() });
  }
  return { refused, millis, moves: moves.length, last: moves.at(-1), left: left.map(({ name }) => name) };
}

/** Opens the chosen file and tells what came out. */
async function openChosen(identity: string): Promise<unknown> {
  const plain = new Meter();
  try {
    const opened = await open(chosenFile().stream(), identity);
    await opened.pipeTo(new WritableStream({ write: (bytes) => plain.pass(bytes) }));
    return { refused: '', bytes: plain.count, sha256: plain.finish() };
  } catch (failure) {
    return { refused: asRefusal(failure).message };
  }
}

globalThis.bench = { sealChosen, openChosen };
