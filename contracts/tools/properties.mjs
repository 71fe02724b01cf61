// Every test that docs/contracts/properties.md names must be there.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const tests = join(root, 'src/test/solidity');
const sources = readdirSync(tests).filter((name) => name.endsWith('.sol')).map((name) => readFileSync(join(tests, name), 'utf8'));
const there = new Set(sources.flatMap((source) => [...source.matchAll(/function (\w+)\(/g)].map((match) => match[1])));
const page = readFileSync(join(root, '../docs/contracts/properties.md'), 'utf8');
const named = [...new Set(page.match(/\b(?:test|testFuzz|invariant|rule)Should\w+/g))];
const missing = named.filter((name) => !there.has(name));
for (const name of missing) console.error(`docs/contracts/properties.md names ${name}, which is no test`);
console.log(`${named.length} tests named, ${missing.length} missing`);
process.exit(missing.length === 0 ? 0 : 1);
