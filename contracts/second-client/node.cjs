// Starts the chain on 127.0.0.1 at the port given. Not through hardhat's command line, which asks about telemetry and
// looks for new versions: this talks to nobody. Ends when whoever started it ends.
process.env.HARDHAT_CONFIG = require.resolve('./hardhat.config.cjs');
process.env.HARDHAT_DISABLE_TELEMETRY_PROMPT = 'true';
process.chdir(__dirname);
process.stdin.on('end', () => process.exit(0)).resume();

require('hardhat')
  .run('node', { hostname: '127.0.0.1', port: Number(process.argv[2]) })
  .catch((failure) => {
    console.error(failure);
    process.exit(1);
  });
