// A fresh local chain in a process of its own: always the same settings, no more memory than it needs, gone at the end.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../package.json', import.meta.url));
const MEMORY_KIB = 4 * 1024 * 1024;
const START_MS = 20_000;

/** The program itself, not the package's script around it: what we start is what we end. */
function program() {
  const cpu = { x64: 'amd64', arm64: 'arm64' }[process.arch];
  const system = { linux: 'linux', darwin: 'darwin', win32: 'win32' }[process.platform];
  const name = system === 'win32' ? 'anvil.exe' : 'anvil';
  return require.resolve(`@foundry-rs/anvil-${system}-${cpu}/bin/${name}`);
}

function command() {
  const options = ['--host', '127.0.0.1', '--port', '0', '--hardfork', 'cancun', '--chain-id', '31337'];
  options.push('--timestamp', '1700000000', '--accounts', '8', '--gas-limit', '30000000', '--prune-history');
  if (process.platform === 'win32') return [program(), options];
  // macOS knows no such limit and runs without
  return ['sh', ['-c', `ulimit -v ${MEMORY_KIB} 2>/dev/null; exec "$0" "$@"`, program(), ...options]];
}

/** Runs `work` with the chain's address and ends the chain, whatever happened. */
export async function withChain(work) {
  const [file, options] = command();
  const chain = spawn(file, options, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => chain.once('exit', resolve));
  const end = () => chain.kill('SIGKILL');
  process.once('exit', end);
  try {
    return await work(await address(chain, ended));
  } finally {
    end();
    await ended;
    process.off('exit', end);
  }
}

function address(chain, ended) {
  return new Promise((resolve, reject) => {
    let said = '';
    const late = setTimeout(() => reject(new Error(`The chain did not start: ${said}`)), START_MS);
    ended.then((code) => reject(new Error(`The chain ended with ${code}: ${said}`)));
    chain.once('error', reject);
    chain.stdout.on('data', (data) => {
      said += data;
      const port = /Listening on 127\.0\.0\.1:(\d+)/.exec(said)?.[1];
      if (port === undefined) return;
      clearTimeout(late);
      resolve(`http://127.0.0.1:${port}`);
    });
  });
}
