import { SealingRefused } from '../refused';

const LONGEST = 1024;
const LONGEST_PART = 255;
const DEEPEST = 32;
// Characters that are not safe in a name on some system, or that nobody has assigned yet.
const FORBIDDEN = /[\u0000-\u001f\u007f\p{Cf}\p{Co}\p{Cn}\p{Cs}\\:*?"<>|\uFFFD]/u;
const encoder = new TextEncoder();

/** Refuses a name that does not stay inside the folder it is written to, on any system. */
export function requireEntryName(name: string): void {
  const parts = name.split('/');
  const isSound =
    name !== '' &&
    name.length <= LONGEST &&
    !FORBIDDEN.test(name) &&
    parts.length <= DEEPEST &&
    parts.every((part) => part !== '' && part !== '.' && part !== '..' && part.length <= LONGEST_PART);
  if (!isSound) {
    throw new SealingRefused('entry-name', { name: name.slice(0, 80) });
  }
}

/** The folder a file lies in, the last one only; empty at the top. */
export function folderOf(name: string): string {
  return name.split('/').at(-2) ?? '';
}

/** What sorts as a walk does that takes the names of each folder in the order of their UTF-8 bytes. */
export function orderOf(name: string): string {
  const bytes = encoder.encode(name.replaceAll('/', '\0'));
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}
