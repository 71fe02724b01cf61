import { folderTar } from './folder/folder-tar';
import type { Plain, PlainInput } from './input';
import { surveyOf } from './survey/by-name';

/**
 * Opens it for one reading.
 *
 * @param label a column that a table must have; empty for none
 */
export function plainOf(input: PlainInput, label = ''): Plain {
  return input.kind === 'file' ? plainFile(input.file, label) : folderTar(input.files);
}

function plainFile(file: File, label: string): Plain {
  const survey = surveyOf(file.name, file.size, label);
  const observed = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    async transform(chunk, controller) {
      await survey.take(chunk);
      controller.enqueue(chunk);
    },
  });
  return {
    bytes: file.size,
    stream: file.stream().pipeThrough(observed),
    findings: () => survey.finish(),
  };
}
