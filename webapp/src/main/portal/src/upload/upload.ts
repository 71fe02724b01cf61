import { answered, bytesOf, done as ended, platform } from '../api/platform';
import { CidCalculator, UNIXFS_V1_2025 } from '../sealing/content/cid-calculator';
import type { Codec } from '../sealing/content/cid';

interface Block {
  readonly codec: Codec;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly cid: string;
}

/** Blocks asked about and held at once: 16 MiB of leaves. */
const BATCH = 16;

/** Who is told how many bytes are on the platform, and who may pause. */
export interface UploadWatch {
  readonly onProgress: (done: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Brings content to the platform's store and has it kept; gives its identifier. Only what is missing
 * there is sent, so doing it again after a pause goes on where it was.
 */
export async function upload(content: Blob, watch: UploadWatch): Promise<string> {
  let done = 0;
  let waiting: Block[] = [];

  async function flush(): Promise<void> {
    const batch = waiting;
    waiting = [];
    const { cids } = await answered(
      platform.POST('/uploads/missing', { body: { cids: batch.map((block) => block.cid) } }),
    );
    const missing = new Set(cids);
    for (const block of batch) {
      watch.signal.throwIfAborted();
      if (missing.has(block.cid)) {
        await send(block, watch.signal);
      }
      done += block.codec === 'raw' ? block.bytes.length : 0;
      watch.onProgress(done);
    }
  }

  const calculator = new CidCalculator(UNIXFS_V1_2025, async (codec, bytes, cid) => {
    waiting.push({ codec, bytes, cid });
    if (waiting.length === BATCH) {
      await flush();
    }
  });
  for (let from = 0; from < content.size; from += UNIXFS_V1_2025.chunkBytes) {
    watch.signal.throwIfAborted();
    const leaf = content.slice(from, from + UNIXFS_V1_2025.chunkBytes);
    await calculator.addLeaf(new Uint8Array(await leaf.arrayBuffer()));
  }
  const cid = await calculator.finish();
  if (waiting.length > 0) {
    await flush();
  }
  await keep(cid);
  return cid;
}

/** Stores one block. */
export async function send({ codec, bytes }: Pick<Block, 'codec' | 'bytes'>, signal: AbortSignal): Promise<void> {
  const params = { query: { codec } };
  await ended(platform.POST('/uploads/blocks', { params, signal, ...bytesOf(new Blob([bytes])) }));
}

/** Has the platform keep content that is there whole. */
export async function keep(cid: string): Promise<void> {
  await ended(platform.POST('/uploads/{cid}/keep', { params: { path: { cid } } }));
}
