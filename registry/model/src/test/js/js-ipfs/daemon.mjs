// Starts a js-ipfs daemon in a folder, offline, on free ports of 127.0.0.1; prints its RPC address.
import { Daemon } from 'ipfs-daemon'
const repo = process.argv[2]
const daemon = new Daemon({
  repo, silent: true, offline: true,
  init: { emptyRepo: true, algorithm: 'Ed25519' },
  preload: { enabled: false },
  config: {
    Addresses: { Swarm: [], API: '/ip4/127.0.0.1/tcp/0', Gateway: '', RPC: '', Delegates: [] },
    Bootstrap: [], Discovery: { MDNS: { Enabled: false }, webRTCStar: { Enabled: false } },
    Swarm: { ConnMgr: {} }
  }
})
await daemon.start()
console.log('RPC ' + daemon._httpApi._apiServers[0].info.uri)
process.stdin.resume()
process.stdin.on('end', async () => { await daemon.stop(); process.exit(0) })
