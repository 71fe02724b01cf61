// Gives every entry of the archives in a folder the same modes, whatever the umask they were built under:
// Maven's archivers copy the modes of the files they pack. Only the central directory holds them (PKZIP
// APPNOTE, section 4.4.15); contents, order and dates stay as they are.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const END = 0x06054b50;
const END_BYTES = 22;
const ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;
const MADE_ON_UNIX = 3;
const FILE = 0o100644;
const FOLDER = 0o040755;
const FOLDER_OF_MSDOS = 0x10;

function end(archive) {
  for (let at = archive.length - END_BYTES; at >= 0; at--) {
    if (archive.readUInt32LE(at) === END && at + END_BYTES + archive.readUInt16LE(at + 20) === archive.length) {
      return at;
    }
  }
  throw new Error('no ZIP archive');
}

function normalise(archive) {
  const directory = end(archive);
  let at = archive.readUInt32LE(directory + 16);
  for (let left = archive.readUInt16LE(directory + 10); left > 0; left--) {
    if (archive.readUInt32LE(at) !== ENTRY) {
      throw new Error(`no entry at byte ${at}; archives of 65535 entries or 4 GiB are not read`);
    }
    const name = archive.readUInt16LE(at + 28);
    const isFolder = archive[at + ENTRY_BYTES + name - 1] === '/'.charCodeAt(0);
    archive[at + 5] = MADE_ON_UNIX;
    archive.writeUInt32LE(((isFolder ? FOLDER : FILE) << 16 >>> 0) + (isFolder ? FOLDER_OF_MSDOS : 0), at + 38);
    at += ENTRY_BYTES + name + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return archive;
}

const folder = process.argv[2];
for (const name of existsSync(folder) ? readdirSync(folder) : []) {
  if (/\.(jar|war|ear)$/.test(name)) {
    const file = join(folder, name);
    writeFileSync(file, normalise(readFileSync(file)));
  }
}
