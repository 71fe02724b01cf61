import { describe, expect, it } from 'vitest';
import text from '../../../../../../../registry/model/src/test/resources/assay/registry/format/folder-cases.json?raw';
import type { FolderFile, Plain } from '../input';
import { Meter } from '../meter';
import { SealingRefused } from '../refused';
import { field, type SchemaField } from '../survey/survey';
import { folderTar } from './folder-tar';
import { header } from './tar';

/** One folder, with the archive and what is told of it: these are the Java code's cases too. */
interface Case {
  readonly name: string;
  readonly files: readonly {
    readonly name: string;
    readonly text?: string;
    readonly base64?: string;
    readonly zeros?: number;
  }[];
  readonly refused?: boolean;
  readonly sha256: string;
  readonly format: string;
  readonly samples: number;
  readonly fields: readonly SchemaField[];
}

const cases = JSON.parse(text) as Case[];

function filesOf(sample: Case): FolderFile[] {
  return sample.files.map(({ name, text, base64, zeros }) => {
    const bytes = base64 === undefined ? new Uint8Array(zeros ?? 0) : Uint8Array.from(atob(base64), codeOf);
    return { name, file: new File([text ?? bytes], name) };
  });
}

function codeOf(letter: string): number {
  return letter.charCodeAt(0);
}

async function read(plain: Plain): Promise<{ sha256: string; bytes: number }> {
  const meter = new Meter();
  await plain.stream.pipeTo(new WritableStream({ write: (bytes) => meter.pass(bytes) }));
  return { sha256: meter.finish(), bytes: meter.count };
}

describe('a folder', () => {
  it.each(cases)('becomes what the command line makes of it: $name', async (sample) => {
    const plainly = async () => {
      const plain = folderTar(filesOf(sample).reverse());
      const { sha256 } = await read(plain);
      return { sha256, ...(await plain.findings()) };
    };

    if (sample.refused) {
      await expect(plainly()).rejects.toThrow(SealingRefused);
    } else {
      expect(await plainly()).toEqual({
        sha256: sample.sha256,
        format: sample.format,
        sampleCount: sample.samples,
        schema: sample.fields.map(({ name, type, shape }) => ({
          ...field(name, type, shape),
          isLabel: name === 'class',
        })),
      });
    }
  });

  it.each(['', '/a', 'a//b', '../a', 'a/.', 'a\\b', 'a\nb', 'a/'.repeat(32) + 'b', 'n'.repeat(256)])(
    'has no file named %j',
    (name) => {
      expect(() => folderTar([{ name, file: new File([], 'a') }])).toThrow('entry-name');
    },
  );

  it('has files in it', async () => {
    const plain = folderTar([]);
    await read(plain);

    expect(() => plain.findings()).toThrow('no-files');
  });

  it('is refused when a file is not as long as it was', async () => {
    const file = new File(['longer'], 'a');
    Object.defineProperty(file, 'size', { value: 3 });

    await expect(read(folderTar([{ name: 'a', file }]))).rejects.toThrow('changed');
  });

  // The hashes are of what the Java code writes.
  it.each([
    ['large', '0xa03c13f610cface2252aad16b60dffa2991ddd8f3e5a721ed31f34f48a7f72c2'],
    ['größe', '0xb3ec1758e6d2b116bb76fc8d381e9c5854062cfdf41b4fce114803759094bf15'],
  ])('may hold files above 8 GiB: %s', (name, expected) => {
    const meter = new Meter();

    meter.pass(header(name, 2 ** 33));

    expect(meter.finish()).toBe(expected);
  });
});
