import { folderTar } from './folder/folder-tar';
import type { Plain, PlainInput } from './input';
import { surveyOf } from './survey/by-name';

/** Opens it for one reading. */
export function plainOf(input: PlainInput): Plain {
  return input.kind === 'file' ? plainFile(input.file) : folderTar(input.files);
}

function plainFile(file: File): Plain {
  const survey = surveyOf(file.name, file.size);
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
