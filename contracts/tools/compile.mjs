// Compiles the contracts and writes <Name>.abi and <Name>.bin (creation code, no newline at the end).
// With --check nothing is written: the committed files are compared and a difference fails.
import { readFileSync, writeFileSync, readdirSync, mkdirSync, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { settings, contracts } from './settings.mjs';

const require = createRequire(import.meta.url);
const solc = require('solc');
const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const sourceRoot = 'src/main/solidity';
const target = join(root, 'src/main/resources/assay/chain/abi');
const MAX_CODE_BYTES = 24_576;
const check = process.argv.includes('--check');

function solidityFiles(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return solidityFiles(path);
    return entry.name.endsWith('.sol') ? [path] : [];
  });
}

function readImport(path) {
  for (const base of [root, join(root, 'node_modules')]) {
    const file = join(base, path);
    if (existsSync(file)) return { contents: readFileSync(file, 'utf8') };
  }
  return { error: `no such source: ${path}` };
}

const input = {
  language: 'Solidity',
  sources: Object.fromEntries(
    solidityFiles(sourceRoot).map((path) => [path, { content: readFileSync(join(root, path), 'utf8') }]),
  ),
  settings: {
    ...settings,
    outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object', 'evm.deployedBytecode.object'] } },
  },
};
const output = JSON.parse(solc.compile(JSON.stringify(input), { import: readImport }));
// A library's warnings are for its authors (its transient guard has one); our own stop the build.
const isOurs = (e) => e.sourceLocation?.file.startsWith(sourceRoot) ?? true;
const problems = (output.errors ?? []).filter((e) => e.severity === 'error' || (e.severity === 'warning' && isOurs(e)));
for (const problem of problems) console.error(problem.formattedMessage);
if (problems.length > 0) process.exit(1);

mkdirSync(target, { recursive: true });
let differences = 0;
for (const name of contracts) {
  const compiled = output.contracts[`${sourceRoot}/${name}.sol`][name];
  const bytes = compiled.evm.deployedBytecode.object.length / 2;
  if (bytes >= MAX_CODE_BYTES) {
    console.error(`${name} has ${bytes} bytes of code; the limit is ${MAX_CODE_BYTES}`);
    differences++;
  }
  const files = {
    [`${name}.abi`]: JSON.stringify(compiled.abi, null, 2),
    [`${name}.bin`]: compiled.evm.bytecode.object,
  };
  for (const [file, content] of Object.entries(files)) {
    const path = join(target, file);
    if (!check) {
      writeFileSync(path, content);
    } else if (!existsSync(path) || readFileSync(path, 'utf8') !== content) {
      console.error(`${file} differs from its source: run "npm run compile" in contracts/ and commit the result`);
      differences++;
    }
  }
  console.log(`${name.padEnd(16)} ${String(bytes).padStart(6)} bytes`);
}
process.exit(differences === 0 ? 0 : 1);
