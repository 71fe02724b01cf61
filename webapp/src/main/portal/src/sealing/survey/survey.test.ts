import { describe, expect, it } from 'vitest';
import text from '../../../../../../../registry/model/src/test/resources/assay/registry/format/survey-cases.json?raw';
import { SealingRefused } from '../refused';
import { surveyOf } from './by-name';
import { field, type Findings, type SchemaField, type Survey } from './survey';
import { UnpackedSurvey } from './unpacked-survey';

/** One file, with what the Java code tells of it: these are its tests' cases too. */
interface Case {
  readonly name: string;
  readonly file: string;
  readonly text?: string;
  readonly base64?: string;
  readonly refused?: boolean;
  readonly format: string;
  readonly samples: number;
  readonly fields: readonly SchemaField[];
}

const cases = JSON.parse(text) as Case[];

function contentOf({ text, base64 = '' }: Case): Uint8Array<ArrayBuffer> {
  return text === undefined
    ? Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    : new TextEncoder().encode(text);
}

async function survey(file: string, content: Uint8Array<ArrayBuffer>, step: number): Promise<Findings> {
  const found = surveyOf(file, content.length);
  for (let start = 0; start < content.length; start += step) {
    await found.take(content.slice(start, start + step));
  }
  return found.finish();
}

describe('looking through a file', () => {
  it.each(cases)('tells what the command line tells: $name', async (sample) => {
    const content = contentOf(sample);
    for (const step of [1, 7, 1 << 16]) {
      const found = survey(sample.file, content, step);
      if (sample.refused) {
        await expect(found).rejects.toThrow(SealingRefused);
      } else {
        expect(await found).toEqual({
          format: sample.format,
          sampleCount: sample.samples,
          schema: sample.fields.map(({ name, type, shape }) => field(name, type, shape)),
        });
      }
    }
  });

  it('ends at a row without an end, before it fills the memory', async () => {
    const table = surveyOf('t.csv', 1 << 30);
    const letters = new Uint8Array(1 << 20).fill(0x61);

    await expect(async () => {
      await table.take(Uint8Array.of(0x22));
      for (let i = 0; i < 20; i++) {
        await table.take(letters);
      }
    }).rejects.toThrow('csv-long-row');
  });

  it('ends where a packed file unpacks to absurdly much', async () => {
    const inner: Survey = { take: () => undefined, finish: () => expect.fail('read to its end') };
    const zeros = new Blob([new Uint8Array(8 << 20)]).stream();
    const packed = await new Response(zeros.pipeThrough(new CompressionStream('gzip'))).arrayBuffer();

    const bomb = new UnpackedSurvey(inner, 1, 1 << 20);

    await expect(async () => {
      await bomb.take(new Uint8Array(packed));
      await bomb.finish();
    }).rejects.toThrow('unpacks');
  });

  it.each(['a.zip', 'a.TAR', 'a.tar.gz', 'a.tgz', 'a.npz'])('leaves %s to the command line', (name) => {
    expect(() => surveyOf(name, 1)).toThrow('packed');
  });
});
