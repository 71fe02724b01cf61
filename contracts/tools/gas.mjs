// Measures what every act costs and writes docs/benchmarks: gas.json, gas.md, gas-curve.svg. Two runs give the same bytes.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { peers } from '../peers/measure.mjs';
import { page } from './gas/page.mjs';
import { plot } from './gas/plot.mjs';

const contracts = resolve(fileURLToPath(import.meta.url), '../..');
const target = resolve(contracts, '../docs/benchmarks');
const LIMITS = { register: 160_000, grant: 110_000, bounty: 1_300_000 };
const REQUIRED = ['register', 'grant', 'grantBySig', 'open', 'draw', 'commit', 'reveal', 'score3', 'score5', 'settle'];

function forge() {
  const file = process.platform === 'win32' ? 'forge.cmd' : 'forge';
  const run = spawnSync(join(contracts, 'node_modules/.bin', file), ['test', '--match-contract', 'GasReport|GasCurve', '-vv'], {
    cwd: contracts,
    encoding: 'utf8',
    env: { ...process.env, GAS_WRITE: 'true' },
    maxBuffer: 1 << 26,
    shell: process.platform === 'win32',
  });
  if (run.status !== 0) throw new Error(`forge ended with ${run.status}:\n${run.stdout}\n${run.stderr}`);
  return run.stdout;
}

function acts(printed) {
  const found = [...printed.matchAll(/^ *gas (\w+): (\d+)$/gm)].map(([, act, gas]) => [act, Number(gas)]);
  const gas = Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
  const missing = [...REQUIRED, 'withdraw', 'bounty'].filter((act) => !(act in gas));
  if (missing.length > 0) throw new Error(`forge did not print ${missing.join(', ')}`);
  return gas;
}

function curve(printed) {
  const cells = new Map();
  for (const [, what, submissions, seats, gas] of printed.matchAll(/^ *curve (\w+) (\d+)x(\d+): (\d+)$/gm)) {
    const key = `${submissions}x${seats}`;
    const cell = cells.get(key) ?? { submissions: Number(submissions), seats: Number(seats) };
    cells.set(key, { ...cell, [what]: Number(gas) });
  }
  if (cells.size === 0) throw new Error('forge printed no curve');
  return [...cells.values()].sort((a, b) => a.seats - b.seats || a.submissions - b.submissions);
}

/** The same two acts as receipts of a chain: if they differ, what forge printed is not what a user pays. */
function requireReceipts(gas, receipts) {
  for (const [act, paid] of Object.entries(receipts)) {
    if (paid !== gas[act]) throw new Error(`${act}: forge says ${gas[act]}, a receipt ${paid}; are the ABI files compiled?`);
  }
}

const printed = forge();
const gas = acts(printed);
const { assay, ...others } = await peers();
requireReceipts(gas, assay);
const figures = { ...gas, limits: LIMITS, curve: curve(printed), peers: others };

mkdirSync(target, { recursive: true });
const write = (file, text) => writeFileSync(join(target, file), text);
write('gas.json', `${JSON.stringify(figures, null, 2)}\n`);
write('gas.md', page(figures));
write('gas-curve.svg', plot(figures.curve));
for (const [act, limit] of Object.entries(LIMITS)) {
  console.log(`${act.padEnd(10)} ${String(gas[act]).padStart(10)} of ${limit}: ${gas[act] <= limit ? 'met' : 'NOT met'}`);
}
