import { SealingRefused } from '../refused';
import type { Findings, Survey } from './survey';

const RATIO = 200;
const ALWAYS_FINE = 256 << 20;

/** Looks through what a gzip file unpacks to, and ends where that is absurdly much. */
export class UnpackedSurvey implements Survey {
  readonly #inner: Survey;
  readonly #most: number;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>;
  readonly #unpacked: Promise<void>;

  constructor(inner: Survey, packedBytes: number, alwaysFine = ALWAYS_FINE) {
    this.#inner = inner;
    this.#most = Math.max(alwaysFine, RATIO * packedBytes);
    const unpacker = new DecompressionStream('gzip');
    this.#writer = unpacker.writable.getWriter();
    this.#unpacked = this.#unpack(unpacker.readable.getReader());
    // Told where it is waited for; until then nobody listens.
    this.#unpacked.catch(() => undefined);
    this.#writer.closed.catch(() => undefined);
  }

  async take(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.#orTheReason(this.#writer.write(bytes));
  }

  async finish(): Promise<Findings> {
    await this.#orTheReason(this.#writer.close());
    await this.#unpacked;
    const found = await this.#inner.finish();
    return { ...found, format: `${found.format}.gz` };
  }

  async #orTheReason(step: Promise<void>): Promise<void> {
    try {
      await step;
    } catch {
      await this.#unpacked;
      throw new SealingRefused('damaged');
    }
  }

  async #unpack(reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>): Promise<void> {
    try {
      let bytes = 0;
      for (let next = await reader.read(); !next.done; next = await reader.read()) {
        bytes += next.value.length;
        if (bytes > this.#most) {
          throw new SealingRefused('unpacks', { limit: this.#most });
        }
        await this.#inner.take(next.value);
      }
    } catch (failure) {
      await reader.cancel(failure).catch(() => undefined);
      throw failure instanceof SealingRefused ? failure : new SealingRefused('damaged');
    }
  }
}
