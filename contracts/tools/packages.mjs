// Installs the packages of the folder's package-lock.json, unless exactly those are installed already.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2] ?? '.';
const wanted = join(folder, 'package-lock.json');
const installed = join(folder, 'node_modules', '.installed-lock.json');

if (existsSync(installed) && readFileSync(installed).equals(readFileSync(wanted))) {
  process.exit(0);
}
console.error(`Installing npm packages in ${folder} ...`);
const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
  cwd: folder,
  stdio: ['ignore', 2, 2],
  shell: process.platform === 'win32',
});
if (npm.status === 0) {
  copyFileSync(wanted, installed);
}
process.exit(npm.status ?? 1);
