import { Encrypter } from 'age-encryption';
import { cardOf, type Draft, requireSound } from './card';
import { identityFile, newIdentity } from './identity';
import { manifestJson, manifestOf, type UnregisteredManifest } from './manifest';
import { Meter } from './meter';
import { PayloadWriter, type Sink } from './payload-writer';
import { SealingRefused } from './refused';
import { surveyOf } from './survey/by-name';

/** How far the sealing of a file has come, in bytes. */
export interface Progress {
  readonly read: number;
  readonly sealed: number;
  readonly all: number;
}

/** What is to be kept beside the payload: the public description, and the secret that opens it. */
export interface Sealed {
  readonly manifest: UnregisteredManifest;
  readonly manifestJson: string;
  readonly identityFile: string;
}

/** Who is told of the progress, and who may end it. */
export interface Watch {
  readonly onProgress: (progress: Progress) => void;
  readonly signal: AbortSignal;
}

/**
 * Reads a file once: looks it through, hashes it, seals it to a fresh identity, and hashes, names
 * and writes what is sealed. Memory does not grow with the file.
 */
export async function sealTo(file: File, draft: Draft, sink: Sink, watch: Watch): Promise<Sealed> {
  requireSound(draft);
  const survey = surveyOf(file.name, file.size);
  const identity = await newIdentity();
  const plain = new Meter();
  const writer = new PayloadWriter(sink);
  const observed = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    async transform(chunk, controller) {
      plain.pass(chunk);
      await survey.take(chunk);
      controller.enqueue(chunk);
    },
  });
  const encrypter = new Encrypter();
  encrypter.addRecipient(identity.recipient);
  const sealed = await encrypter.encrypt(file.stream().pipeThrough(observed));
  let written = 0;
  await drain(sealed, async (chunk) => {
    requireNotCancelled(watch.signal);
    await writer.write(chunk);
    written += chunk.length;
    watch.onProgress({ read: plain.count, sealed: written, all: file.size });
  });
  const found = await survey.finish();
  const { cid, cipherRoot, cipherBytes } = await writer.finish();
  const plainBytes = plain.count;
  const seal = { cipherRoot, cipherBytes, plainSha256: plain.finish(), plainBytes };
  const manifest = manifestOf(cardOf(draft, found), draft.level, { cid, seal });
  return { manifest, manifestJson: manifestJson(manifest), identityFile: identityFile(identity) };
}

async function drain(
  stream: ReadableStream<Uint8Array>,
  take: (chunk: Uint8Array) => Promise<void>,
): Promise<void> {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      await take(next.value);
    }
  } catch (failure) {
    await reader.cancel(failure).catch(() => undefined);
    throw failure;
  }
}

function requireNotCancelled(signal: AbortSignal): void {
  if (signal.aborted) {
    throw new SealingRefused('cancelled');
  }
}
