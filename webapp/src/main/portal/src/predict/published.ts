import { answered, platform } from '../api/platform';
import { duties } from '../researcher/duties';
import { publishedModel } from '../researcher/publish';
import { hex } from '../sealing/content/texts';
import { LONGEST_ARCHIVE } from './archive';
import { ModelRefused } from './refused';

/** A published model's archive, whose hash is the one that its miner committed to on chain. */
export interface Archive {
  readonly bytes: ArrayBuffer;
  readonly sha256: string;
}

/** Fetches a published model and holds it to the chain: whoever served it cannot have changed it. */
export async function fetchModel(bounty: string): Promise<Archive> {
  const [published, found] = await Promise.all([publishedModel(bounty), duties(bounty)]);
  const seal = found?.delivery?.seal;
  if (published === undefined || seal === undefined) {
    throw new ModelRefused('other-file', 'No model of this bounty is published.');
  }
  if (seal.plainBytes > LONGEST_ARCHIVE) {
    throw new ModelRefused('too-large', `The archive has ${seal.plainBytes} bytes.`);
  }
  const params = { path: { id: bounty } };
  const archive = await answered(platform.GET('/bounties/{id}/published-model/archive', { params, parseAs: 'stream' }));
  const bytes = await readAll(archive, seal.plainBytes);
  const sha256 = hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
  if (sha256 !== seal.plainSha256) {
    throw new ModelRefused('other-file', `The file’s SHA-256 is ${sha256}.`);
  }
  return { bytes: bytes.buffer, sha256 };
}

/** So many bytes and not one more, however many come. */
async function readAll(stream: ReadableStream<Uint8Array<ArrayBuffer>>, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(length);
  let at = 0;
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    if (at + next.value.length > length) {
      await reader.cancel();
      throw new ModelRefused('other-file', 'The file is longer than the one on chain.');
    }
    bytes.set(next.value, at);
    at += next.value.length;
  }
  if (at !== length) {
    throw new ModelRefused('other-file', 'The file is shorter than the one on chain.');
  }
  return bytes;
}
