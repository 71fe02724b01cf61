import { SealingRefused } from './refused';
import type { Findings } from './survey/survey';

/** A file in a folder, under its name from there: parts joined by slashes. */
export interface FolderFile {
  readonly name: string;
  readonly file: File;
}

/** What an owner wants to seal: a file as it is, or a folder, which becomes one tar archive. */
export type PlainInput =
  | { readonly kind: 'file'; readonly file: File }
  | { readonly kind: 'folder'; readonly name: string; readonly files: readonly FolderFile[] };

/** Plain bytes that are looked through as they are read. */
export interface Plain {
  /** About how many there are. */
  readonly bytes: number;
  readonly stream: ReadableStream<Uint8Array<ArrayBuffer>>;

  /** What was seen; to be asked once, when all was read. */
  findings(): Findings | Promise<Findings>;
}

/** The name it goes by where its owner gives none. */
export function nameOf(input: PlainInput): string {
  return input.kind === 'file' ? input.file.name : input.name;
}

/** The folder that a browser's dialogue gives as a list of files, each with its path. */
export function folderOfFiles(files: readonly File[]): PlainInput {
  const [first] = files;
  if (first === undefined) {
    throw new SealingRefused('no-files');
  }
  return {
    kind: 'folder',
    name: first.webkitRelativePath.split('/')[0] ?? '',
    files: files.map((file) => ({ name: file.webkitRelativePath.replace(/^[^/]*\//, ''), file })),
  };
}
