import { end, header, padding, SECRET_MODE } from '../sealing/folder/tar';
import { secretIn } from '../sealing/identity';
import { SealingRefused } from '../sealing/refused';
import type { SealedTestSet } from './seal-test-set';

/**
 * A researcher's secrets for one bounty, in the form of an agent's home: whoever unpacks the archive
 * there goes on with `assay bounty attend`.
 */
export interface Backup {
  /** Identity file of what the winning model's key is sealed to. */
  readonly identity: string;
  /** What is kept of the test set; nothing where the file is an identity alone. */
  readonly test: TestBackup | undefined;
}

export interface TestBackup {
  /** Identity file of what the test set is sealed to. */
  readonly key: string;
  readonly plain: Blob;
  readonly sealed: Blob;
}

const RECORD = 512;
const SIZE_AT = 124;
const KIND_AT = 156;
const MAGIC_AT = 257;
const PREFIX_AT = 345;
const IDENTITY = 'identity.age';
const LONGEST_IDENTITY = 4096;
const text = new TextDecoder();

const folder = (nonce: string): string => `bounties/${nonce}`;

/** The archive of an agent's home. */
export function backupOf({ origin, plain, sealed, testKey, identity }: SealedTestSet): Blob {
  const encode = (content: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(content);
  const files: [string, Uint8Array<ArrayBuffer>][] = [
    [IDENTITY, encode(identity)],
    [`${folder(origin.nonce)}/test-key.age`, encode(testKey)],
    [`${folder(origin.nonce)}/test-set.bin`, plain],
    [`${folder(origin.nonce)}/test-set.age`, sealed],
  ];
  const parts = files.flatMap(([name, content]) => [
    header(name, content.length, SECRET_MODE),
    content,
    padding(content.length),
  ]);
  return new Blob([...parts, end()], { type: 'application/x-tar' });
}

/**
 * Reads the archive of a home, whoever packed it, or an identity file alone.
 *
 * @param nonce of the bounty that is meant
 */
export async function readBackup(file: Blob, nonce: string): Promise<Backup> {
  const begin = new Uint8Array(await file.slice(0, RECORD).arrayBuffer());
  if (!isArchive(begin) && text.decode(begin).includes('AGE-SECRET-KEY-1')) {
    return { identity: await identityIn(file), test: undefined };
  }
  const files = await entries(file);
  const of = (name: string): Blob | undefined => files.get(`${folder(nonce)}/${name}`);
  const [identity, key, plain, sealed] = [files.get(IDENTITY), of('test-key.age'), of('test-set.bin'), of('test-set.age')];
  if (identity === undefined) {
    throw new SealingRefused('backup');
  }
  const hasTest = key !== undefined && plain !== undefined && sealed !== undefined;
  return {
    identity: await identityIn(identity),
    test: hasTest ? { key: await identityIn(key), plain, sealed } : undefined,
  };
}

async function identityIn(file: Blob): Promise<string> {
  const identity = await file.slice(0, LONGEST_IDENTITY).text();
  secretIn(identity);
  return identity;
}

/** The plain files of a tar archive, by name. */
async function entries(archive: Blob): Promise<Map<string, Blob>> {
  const found = new Map<string, Blob>();
  for (let at = 0; at + RECORD <= archive.size; ) {
    const record = new Uint8Array(await archive.slice(at, at + RECORD).arrayBuffer());
    if (record[0] === 0) {
      break;
    }
    const size = parseInt(field(record, SIZE_AT, 12), 8);
    if (!isArchive(record) || !Number.isSafeInteger(size)) {
      throw new SealingRefused('backup');
    }
    const begin = at + RECORD;
    if (field(record, KIND_AT, 1) === '0' || record[KIND_AT] === 0) {
      found.set(nameIn(record), archive.slice(begin, begin + size));
    }
    at = begin + Math.ceil(size / RECORD) * RECORD;
  }
  return found;
}

/** By what stands in its first record. */
const isArchive = (record: Uint8Array): boolean => field(record, MAGIC_AT, 5) === 'ustar';

function nameIn(record: Uint8Array): string {
  const prefix = field(record, PREFIX_AT, 155);
  const name = field(record, 0, 100);
  return (prefix === '' ? name : `${prefix}/${name}`).replace(/^\.\//, '');
}

function field(record: Uint8Array, at: number, length: number): string {
  const bytes = record.subarray(at, at + length);
  const ending = bytes.indexOf(0);
  return text.decode(ending < 0 ? bytes : bytes.subarray(0, ending)).trim();
}
