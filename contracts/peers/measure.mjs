// Deploys the peers' published code, and two of our contracts, on a fresh chain; sends the same acts to each; gives what
// the receipts say.
import { fileURLToPath } from 'node:url';
import { ethers } from 'ethers';
import { withChain } from './anvil.mjs';
import { deploy, gas, ONE, ours, ZERO } from './chain.mjs';
import { bare, openZeppelinVersion } from './compile.mjs';
import { iexec } from './iexec.mjs';
import { ocean } from './ocean.mjs';

async function openZeppelin([admin, owner]) {
  const token = await deploy(admin, bare());
  const mint = (name) => gas(token.connect(owner).mint(owner.address, ethers.id(name)));
  return { version: openZeppelinVersion(), register: await mint('first'), registerAgain: await mint('second') };
}

/** As a check of forge, which measures all of ours. */
async function receiptsOfOurs(who) {
  return { ...(await ourRegistrations(who)), withdrawAll: await ourWithdrawal(who) };
}

async function ourRegistrations([admin, owner]) {
  const registry = await deploy(admin, ours('AssetRegistry'), admin.address, admin.address, admin.address);
  const first = {
    cidPrefix: '0x01551220',
    cidDigest: ethers.id('manifest'),
    cipherRoot: ethers.sha256(ethers.toUtf8Bytes('sealed')),
    licenceHash: ethers.id('l'),
    size: 9,
    minLevel: 1,
  };
  const register = (nonce, content) =>
    gas(registry.connect(owner).register(0, nonce, ethers.encodeBytes32String(content), first, []));
  return { register: await register(0, 'first'), registerAgain: await register(1, 'second') };
}

/** Gives storage back, so that the refund is compared too. */
async function ourWithdrawal(who) {
  const [admin, rich] = [who[0], who.at(-1)];
  const vault = await deploy(admin, ours('Vault'), admin.address, [], []);
  const mine = vault.connect(rich);
  await gas(mine.deposit({ value: ONE }));
  return gas(mine.withdraw(ZERO, ONE, rich.address));
}

export async function peers() {
  return withChain(async (url) => {
    const provider = new ethers.JsonRpcProvider(url, 31337, { staticNetwork: true, cacheTimeout: -1, pollingInterval: 50 });
    try {
      const who = [...Array(8).keys()].map((index) => signer(provider, index));
      return {
        iexec: await iexec(who),
        ocean: await ocean(who),
        openZeppelin: await openZeppelin(who),
        assay: await receiptsOfOurs(who),
      };
    } finally {
      provider.destroy();
    }
  });
}

function signer(provider, index) {
  const phrase = 'test test test test test test test test test test test junk';
  const wallet = ethers.HDNodeWallet.fromPhrase(phrase, undefined, `m/44'/60'/0'/0/${index}`);
  return wallet.connect(provider);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(JSON.stringify(await peers(), null, 2));
