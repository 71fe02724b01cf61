import { Encrypter } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import type { Draft } from './card';
import { identityFile, newIdentity, secretIn } from './identity';
import { open } from './opener';
import type { PlainInput } from './input';
import { type Progress, type Sealed, sealTo, type Watch } from './sealer';

const draft: Draft = {
  name: 'Noise',
  description: '',
  licence: 'CC0-1.0',
  source: '',
  citation: '',
  level: 'L1',
  label: '',
};

function unwatched(): Watch {
  return { onProgress: () => undefined, signal: new AbortController().signal };
}

function noise(length: number): Uint8Array<ArrayBuffer> {
  let seed = 7;
  return Uint8Array.from({ length }, () => (seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff) >> 16);
}

function ofFile(file: File): PlainInput {
  return { kind: 'file', file };
}

async function seal(file: File, watch = unwatched()): Promise<{ sealed: Sealed; payload: Blob }> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const sink = { write: async (bytes: Uint8Array<ArrayBuffer>) => void parts.push(bytes) };
  const sealed = await sealTo(ofFile(file), draft, sink, watch);
  return { sealed, payload: new Blob(parts) };
}

async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());
}

async function sha256(bytes: BufferSource): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return '0x' + Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function cut(payload: Blob, end: number): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  return new Blob([await payload.slice(0, end).arrayBuffer()]).stream();
}

describe('sealing', () => {
  it.each([1, 65_536, 65_537, 3_000_000])('makes an age file of %d bytes that opens again', async (length) => {
    const plain = noise(length);

    const { sealed, payload } = await seal(new File([plain], 'noise.bin'));

    const opened = await open(payload.stream(), sealed.identityFile, sealed.manifest.payload.seal);
    expect(await sha256(await bytesOf(opened))).toBe(await sha256(plain));
  });

  it('tells what pins the file', async () => {
    const plain = noise(1_500_000);

    const { sealed, payload } = await seal(new File([plain], 'noise.bin'));

    expect(sealed.manifest.payload.seal).toEqual({
      cipherRoot: await sha256(await payload.arrayBuffer()),
      cipherBytes: payload.size,
      plainSha256: await sha256(plain),
      plainBytes: plain.length,
    });
    expect(sealed.manifest.payload.cid).toMatch(/^bafybei/);
  });

  it('keeps the secret out of what is public, and takes a fresh one each time', async () => {
    const file = new File([noise(10)], 'noise.bin');

    const [one, other] = [await seal(file), await seal(file)];

    expect(one.sealed.manifestJson).not.toContain('AGE-SECRET-KEY');
    expect(one.sealed.identityFile).not.toBe(other.sealed.identityFile);
  });

  it('tells how far it is, to the last byte', async () => {
    const moves: Progress[] = [];
    const watch = { ...unwatched(), onProgress: (progress: Progress) => moves.push(progress) };

    const { payload } = await seal(new File([noise(400_000)], 'noise.bin'), watch);

    expect(moves.length).toBeGreaterThan(4);
    expect(moves.at(-1)).toEqual({ read: 400_000, sealed: payload.size, all: 400_000 });
  });

  it('ends when it is cancelled', async () => {
    const stop = new AbortController();
    const written: number[] = [];
    const watch = { onProgress: () => stop.abort(), signal: stop.signal };
    const sink = { write: async (bytes: Uint8Array) => void written.push(bytes.length) };

    await expect(sealTo(ofFile(new File([noise(5_000_000)], 'a.bin')), draft, sink, watch)).rejects.toThrow('cancelled');
    expect(written.length).toBeLessThan(2);
  });

  it('fails where the disk is full', async () => {
    const sink = { write: () => Promise.reject(new DOMException('full', 'QuotaExceededError')) };

    await expect(sealTo(ofFile(new File([noise(5_000_000)], 'a.bin')), draft, sink, unwatched())).rejects.toThrow('full');
  });

  it('writes one part after the other, and waits for each', async () => {
    let underWay = 0;
    const most: number[] = [];
    const sink = {
      write: async () => {
        most.push(++underWay);
        await new Promise((done) => setTimeout(done, 5));
        underWay--;
      },
    };

    await sealTo(ofFile(new File([noise(5_000_000)], 'a.bin')), draft, sink, unwatched());

    expect(most).toEqual([1, 1, 1, 1, 1]);
    expect(underWay).toBe(0);
  });

  it('begins nothing that no manifest could describe', async () => {
    const sink = { write: () => expect.fail('sealed') };
    const unsound = { ...draft, licence: '' };

    await expect(sealTo(ofFile(new File(['a'], 'a.bin')), unsound, sink, unwatched())).rejects.toThrow('licence');
  });

  it('ends at the head of a table without the field to predict', async () => {
    const table = new File(['a,b\n', '1,2\n'.repeat(1_000_000)], 'table.csv');
    const sink = { write: () => expect.fail('sealed') };
    const wrong = { ...draft, label: 'c' };

    await expect(sealTo(ofFile(table), wrong, sink, unwatched())).rejects.toThrow('label');
  });

  it('refuses a table that is not sound, with the reason', async () => {
    const table = new File(['a,b\n1,2\n1\n'], 'table.csv');

    await expect(seal(table)).rejects.toThrow('csv-row {"row":3,"values":1,"first":2}');
  });
});

describe('opening', () => {
  it('refuses a file that was cut, changed or sealed to somebody else', async () => {
    const { sealed, payload } = await seal(new File([noise(200_000)], 'noise.bin'));
    const { seal: pinned } = sealed.manifest.payload;
    const changed = new Uint8Array(await payload.arrayBuffer());
    changed[payload.size - 1]! ^= 1;
    const stranger = identityFile(await newIdentity());
    const read = async (stream: ReadableStream<Uint8Array<ArrayBuffer>>, identity: string) =>
      bytesOf(await open(stream, identity, pinned));

    await expect(read(await cut(payload, payload.size - 1), sealed.identityFile)).rejects.toThrow('tampered');
    await expect(read(await cut(payload, 50), sealed.identityFile)).rejects.toThrow('tampered');
    await expect(read(new Blob([changed]).stream(), sealed.identityFile)).rejects.toThrow('tampered');
    await expect(read(payload.stream(), stranger)).rejects.toThrow('foreign');
  });

  it('refuses a sound file that is not the one pinned', async () => {
    const { sealed, payload } = await seal(new File([noise(200_000)], 'noise.bin'));
    const { seal: pinned } = sealed.manifest.payload;
    const others = [
      { ...pinned, cipherRoot: pinned.plainSha256 },
      { ...pinned, plainSha256: pinned.cipherRoot },
      { ...pinned, plainBytes: 199_999 },
      { ...pinned, plainBytes: 200_001 },
      { ...pinned, cipherBytes: pinned.cipherBytes + 1 },
    ];

    for (const other of others) {
      const opened = await open(payload.stream(), sealed.identityFile, other);
      await expect(bytesOf(opened)).rejects.toThrow('tampered');
    }
  });

  it('takes the one identity of a file as age-keygen writes it', async () => {
    const identity = await newIdentity();
    const text = `# created: 2026-01-01\n${identityFile(identity)}`;

    expect(secretIn(text)).toBe(identity.secret);
    expect(() => secretIn(text + identity.secret)).toThrow('identity');
    expect(() => secretIn('# nothing')).toThrow('identity');
  });

  it('opens what was sealed by others, without a pin', async () => {
    const identity = await newIdentity();
    const encrypter = new Encrypter();
    encrypter.addRecipient(identity.recipient);
    const foreign = await encrypter.encrypt('hello');

    const opened = await open(new Blob([new Uint8Array(foreign)]).stream(), identityFile(identity));

    expect(new TextDecoder().decode(await bytesOf(opened))).toBe('hello');
  });
});
