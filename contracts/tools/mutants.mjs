// Takes one rule after another out of the contracts and looks for a test that fails. Writes docs/contracts/mutants.md.
// A mutant that no test fails on has survived; more than a fifth of survivors is a failure.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const report = join(root, '../docs/contracts/mutants.md');
const mutants = JSON.parse(readFileSync(join(root, 'tools/mutants.json'), 'utf8'));
const only = process.argv.slice(2);
const NEEDED = 0.8;

const copy = mkdtempSync(join(tmpdir(), 'mutants-'));
process.on('exit', () => rmSync(copy, { recursive: true, force: true }));
for (const part of ['src', 'tools', 'foundry.toml', 'package.json']) cpSync(join(root, part), join(copy, part), { recursive: true });
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));

function forge() {
  return spawnSync(
    join(root, 'node_modules/.bin/forge'),
    ['test', '--fail-fast', '--no-match-contract', 'SeasonTest|GasTest|GasReport|GasCurve'],
    { cwd: copy, encoding: 'utf8', env: { ...process.env, FOUNDRY_FUZZ_RUNS: '16', FOUNDRY_OPTIMIZER: 'false' }, timeout: 900_000, maxBuffer: 1 << 28 },
  );
}

const sourceOf = (mutant) => join(copy, 'src/main/solidity', mutant.file);

/** Before the first of them is tried, for all of them take half an hour. */
function requireItsText(mutant) {
  if (readFileSync(sourceOf(mutant), 'utf8').split(mutant.find).length === 2) return;
  throw new Error(`${mutant.id}: its text stands not exactly once in ${mutant.file}`);
}

function mutate(mutant) {
  const path = sourceOf(mutant);
  const source = readFileSync(path, 'utf8');
  writeFileSync(path, source.replace(mutant.find, () => mutant.replace));
  return () => writeFileSync(path, source);
}

/** The name of the first test that failed, or nothing. A mutant that does not compile proves nothing. */
function killer(mutant) {
  const restore = mutate(mutant);
  try {
    const run = forge();
    if (run.error) throw run.error;
    if (/Compiler run failed/.test(run.stdout + run.stderr)) throw new Error(`${mutant.id} does not compile:\n${run.stdout.slice(-600)}`);
    return /\[FAIL[^\n]*\]\s+(\w+)\(/.exec(run.stdout)?.[1];
  } finally {
    restore();
  }
}

mutants.forEach(requireItsText);
if (forge().status !== 0) throw new Error('the tests fail without any mutant');
const rows = [];
for (const mutant of mutants.filter((each) => only.length === 0 || only.includes(each.id))) {
  const test = killer(mutant);
  rows.push({ ...mutant, test });
  console.log(`${mutant.id} ${test ? `killed by ${test}` : 'SURVIVED'}`);
}
const killed = rows.filter((row) => row.test).length;
console.log(`${killed} of ${rows.length} killed`);
if (only.length === 0) {
  const code = (text) => `\`${text.replaceAll('|', '\\|').replace(/\s+/g, ' ')}\``;
  const line = (row) =>
    `| ${row.id} | ${row.rule} | ${row.file}: ${code(row.find)} becomes ${row.replace ? code(row.replace) : 'nothing'} | ${row.test ?? 'survived'} |`;
  writeFileSync(
    report,
    `# Rules taken out, and the test that notices

Each line is a mutant: one rule of money or rights taken out of the contracts. \`npm run mutants\` in \`contracts/\` makes
them one by one, runs the tests and writes this table; ${killed} of ${rows.length} were killed. The test named is the first
that failed.

| Mutant | Rule | Change | Killed by |
|---|---|---|---|
${rows.map(line).join('\n')}
`,
  );
}
process.exit(killed >= NEEDED * rows.length ? 0 : 1);
