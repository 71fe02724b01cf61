import { Decrypter } from 'age-encryption';
import { secretIn } from './identity';
import type { Seal } from './manifest';
import { Meter } from './meter';
import { SealingRefused } from './refused';

/**
 * The plain bytes of an age file, as they are opened. Given the seal that pins the file, the stream
 * breaks off with a refusal if the sealed or plain bytes are others: whoever reads it drops all he
 * got unless it ends well.
 *
 * @param identity the text of an identity file
 */
export async function open(
  sealed: ReadableStream<Uint8Array<ArrayBuffer>>,
  identity: string,
  pinned?: Seal,
): Promise<ReadableStream<Uint8Array>> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(secretIn(identity));
  const cipher = new Meter();
  const plain = new Meter();
  try {
    const opened = await decrypter.decrypt(sealed.pipeThrough(metered(cipher, pinned?.cipherBytes)));
    return readable(opened.pipeThrough(metered(plain, pinned?.plainBytes)), () => {
      requirePinned(cipher, plain, pinned);
    });
  } catch (failure) {
    throw refusal(failure);
  }
}

/** Whether an identity file opens the age file that begins so; its head is enough to tell. */
export async function opensHead(head: Blob, identity: string): Promise<boolean> {
  try {
    const decrypter = new Decrypter();
    decrypter.addIdentity(secretIn(identity));
    const opened = await decrypter.decrypt(head.stream() as ReadableStream<Uint8Array<ArrayBuffer>>);
    void opened.cancel().catch(() => undefined);
    return true;
  } catch {
    // Whatever the reason, it does not open this.
    return false;
  }
}

function metered(meter: Meter, most = Infinity): TransformStream<Uint8Array, Uint8Array> {
  return new TransformStream({
    transform(chunk, controller) {
      meter.pass(chunk);
      if (meter.count > most) {
        throw new SealingRefused('tampered');
      }
      controller.enqueue(chunk);
    },
  });
}

/** The same stream, whose end is checked and whose failures are refusals. */
function readable(stream: ReadableStream<Uint8Array>, checkEnd: () => void): ReadableStream<Uint8Array> {
  const reader = stream.getReader();
  return new ReadableStream({
    async pull(controller) {
      try {
        const next = await reader.read();
        if (next.done) {
          checkEnd();
          controller.close();
        } else {
          controller.enqueue(next.value);
        }
      } catch (failure) {
        controller.error(refusal(failure));
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

function requirePinned(cipher: Meter, plain: Meter, pinned?: Seal): void {
  if (pinned === undefined) {
    return;
  }
  const isPinned =
    cipher.count === pinned.cipherBytes &&
    plain.count === pinned.plainBytes &&
    cipher.finish() === pinned.cipherRoot &&
    plain.finish() === pinned.plainSha256;
  if (!isPinned) {
    throw new SealingRefused('tampered');
  }
}

function refusal(failure: unknown): SealingRefused {
  if (failure instanceof SealingRefused) {
    return failure;
  }
  const isForeign = failure instanceof Error && failure.message.startsWith('no identity matched');
  return new SealingRefused(isForeign ? 'foreign' : 'tampered');
}

const LONGEST_IDENTITY = 10_000;

/** The text of an identity file; of another file as much as an identity could be. */
export const identityText = (file: Blob): Promise<string> => file.slice(0, LONGEST_IDENTITY).text();
