/**
 * The headers of a tar archive, byte for byte as the command line writes them: no times, owners or
 * rights, and a POSIX extended header for what the old one cannot say. Source: IEEE 1003.1, "pax".
 */

const RECORD = 512;
const NAME_LENGTH = 100;
/** What eleven octal digits cannot hold. */
const TOO_LARGE = 2 ** 33;
const FILE = '0';
const EXTENDED = 'x';
const encoder = new TextEncoder();

/** Everybody may read it, as in the archives that are sealed. */
const OPEN_MODE = '0100644';
/** Its owner alone may read it. */
export const SECRET_MODE = '0100600';

/** What stands before a file of this name and length. */
export function header(name: string, bytes: number, mode = OPEN_MODE): Uint8Array<ArrayBuffer> {
  const extended = extendedRecords(name, bytes);
  if (extended === '') {
    return record(name, bytes, FILE, mode);
  }
  const content = encoder.encode(extended);
  return joined([
    record(extendedName(name), content.length, EXTENDED),
    content,
    padding(content.length),
    record(name, bytes < TOO_LARGE ? bytes : 0, FILE, mode),
  ]);
}

/** What stands after a file of this length. */
export function padding(bytes: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array((RECORD - (bytes % RECORD)) % RECORD);
}

/** What ends an archive. */
export function end(): Uint8Array<ArrayBuffer> {
  return new Uint8Array(2 * RECORD);
}

function extendedRecords(name: string, bytes: number): string {
  const isPlain = encoder.encode(name).length < NAME_LENGTH && !/[^\0-\x7f]/.test(name);
  const size = bytes < TOO_LARGE ? '' : extendedRecord('size', `${bytes}`);
  return (isPlain ? '' : extendedRecord('path', name)) + size;
}

/** Its length, which counts itself, then a name and a value. */
function extendedRecord(key: string, value: string): string {
  const rest = encoder.encode(` ${key}=${value}\n`).length;
  let length = rest;
  while (length !== rest + `${length}`.length) {
    length = rest + `${length}`.length;
  }
  return `${length} ${key}=${value}\n`;
}

function extendedName(name: string): string {
  const letters = Array.from({ length: name.length }, (_, i) => {
    const letter = String.fromCharCode(name.charCodeAt(i) & 0x7f);
    return letter === '\0' || letter === '/' || letter === '\\' ? '_' : letter;
  });
  return ('./PaxHeaders.X/' + letters.join('')).slice(0, NAME_LENGTH - 1);
}

function record(name: string, bytes: number, kind: string, mode = OPEN_MODE): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(RECORD);
  out.set(encoder.encode(name).subarray(0, NAME_LENGTH));
  const put = (at: number, text: string): void => out.set(encoder.encode(text), at);
  put(100, mode + ' ' + octal(0, 7) + octal(0, 7) + octal(bytes, 11) + octal(0, 11));
  put(148, ' '.repeat(8) + kind);
  put(257, 'ustar\u000000');
  put(329, octal(0, 7) + octal(0, 7));
  const sum = out.reduce((all, byte) => all + byte, 0);
  put(148, sum.toString(8).padStart(6, '0') + '\0 ');
  return out;
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0') + ' ';
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
