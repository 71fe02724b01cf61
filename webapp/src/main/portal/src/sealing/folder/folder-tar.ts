import type { FolderFile, Plain } from '../input';
import { SealingRefused } from '../refused';
import { orderOf, requireEntryName } from './entry-name';
import { end, header, padding } from './tar';
import { TreeSurvey } from './tree-survey';

/** The most files that are looked through. */
const MOST_FILES = 500_000;

/**
 * A folder as one tar archive that depends on its files' names and bytes alone, looked through on
 * its way; the same bytes as the command line gives for the same folder.
 */
export function folderTar(files: readonly FolderFile[]): Plain {
  const ordered = inOrder(files);
  const survey = new TreeSurvey();
  return {
    bytes: files.reduce((sum, { file }) => sum + file.size, 0),
    stream: streamOf(archive(ordered, survey)),
    findings: () => survey.finish(),
  };
}

function inOrder(files: readonly FolderFile[]): FolderFile[] {
  if (files.length > MOST_FILES) {
    throw new SealingRefused('entry-many', { limit: MOST_FILES });
  }
  files.forEach(({ name }) => requireEntryName(name));
  const keyed = files.map((entry) => ({ entry, order: orderOf(entry.name) }));
  keyed.sort((one, other) => (one.order < other.order ? -1 : 1));
  return keyed.map(({ entry }) => entry);
}

async function* archive(
  files: readonly FolderFile[],
  survey: TreeSurvey,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  for (const { name, file } of files) {
    yield header(name, file.size);
    survey.begin(name);
    yield* content(file, survey);
    survey.end();
    yield padding(file.size);
  }
  yield end();
}

async function* content(
  file: File,
  survey: TreeSurvey,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  const reader = file.stream().getReader();
  let bytes = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    bytes += next.value.length;
    survey.take(next.value);
    yield next.value;
  }
  if (bytes !== file.size) {
    throw new SealingRefused('changed');
  }
}

function streamOf(parts: AsyncGenerator<Uint8Array<ArrayBuffer>, void>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    async pull(controller) {
      const next = await parts.next();
      if (next.done) {
        controller.close();
      } else {
        controller.enqueue(next.value);
      }
    },
    async cancel() {
      await parts.return();
    },
  });
}
