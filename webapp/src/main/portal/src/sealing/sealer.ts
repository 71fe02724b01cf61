import { Encrypter } from 'age-encryption';
import { cardOf, type Draft, requireSound } from './card';
import { type Identity, identityFile, newIdentity } from './identity';
import { manifestJson, manifestOf, type Payload, type UnregisteredManifest } from './manifest';
import { Meter } from './meter';
import { PayloadWriter, type Sink } from './payload-writer';
import type { Plain, PlainInput } from './input';
import { plainOf } from './plain';
import { SealingRefused } from './refused';

/** How far a sealing has come, in bytes. */
export interface Progress {
  readonly read: number;
  readonly sealed: number;
  /** About how many there are to read. */
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
 * Reads a file or folder once: looks it through, hashes it, seals it to a fresh identity, and hashes, names
 * and writes what is sealed. Memory does not grow with it.
 */
export async function sealTo(input: PlainInput, draft: Draft, sink: Sink, watch: Watch): Promise<Sealed> {
  requireSound(draft);
  const plain = plainOf(input, draft.label);
  const identity = await newIdentity();
  const meter = new Meter();
  const writer = new PayloadWriter(sink);
  let sealed = 0;
  await drain(await sealedStream(plain, meter, identity), async (chunk) => {
    requireNotCancelled(watch.signal);
    await writer.write(chunk);
    sealed += chunk.length;
    watch.onProgress({ read: meter.count, sealed, all: plain.bytes });
  });
  const card = cardOf(draft, await plain.findings());
  const manifest = manifestOf(card, draft.level, await payloadOf(writer, meter));
  return { manifest, manifestJson: manifestJson(manifest), identityFile: identityFile(identity) };
}

async function sealedStream(
  plain: Plain,
  meter: Meter,
  identity: Identity,
): Promise<ReadableStream<Uint8Array>> {
  const metered = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      meter.pass(chunk);
      controller.enqueue(chunk);
    },
  });
  const encrypter = new Encrypter();
  encrypter.addRecipient(identity.recipient);
  return encrypter.encrypt(plain.stream.pipeThrough(metered));
}

async function payloadOf(writer: PayloadWriter, meter: Meter): Promise<Payload> {
  const { cid, cipherRoot, cipherBytes } = await writer.finish();
  const plainBytes = meter.count;
  return { cid, seal: { cipherRoot, cipherBytes, plainSha256: meter.finish(), plainBytes } };
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
