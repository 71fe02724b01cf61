// Deploys the peers' published code, and two of our contracts, on a fresh chain; sends the same acts to each; gives what
// the receipts say.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { ethers } from 'ethers';
import { withChain } from './anvil.mjs';
import { compiled } from './erc721.mjs';

const require = createRequire(import.meta.url);
const ZERO = ethers.ZeroAddress;
const ONE = ethers.parseEther('1');
const MANIFEST_CID = ethers.concat(['0x01551220', ethers.id('manifest')]);

function published(name, path) {
  const { abi, bytecode, linkReferences } = require(`${name}/artifacts/contracts/${path}.json`);
  return { abi, bytecode, linkReferences };
}

function versionOf(name) {
  return JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url))).version;
}

function ours(name) {
  const file = (end) => readFileSync(new URL(`../src/main/resources/assay/chain/abi/${name}.${end}`, import.meta.url));
  return { abi: JSON.parse(file('abi')), bytecode: `0x${file('bin')}` };
}

async function deploy(signer, { abi, bytecode }, ...values) {
  const contract = await new ethers.ContractFactory(abi, bytecode, signer).deploy(...values);
  return contract.waitForDeployment();
}

async function receipt(sent) {
  return (await sent).wait();
}

async function gas(sent) {
  return Number((await receipt(sent)).gasUsed);
}

function told(contract, done, event) {
  const logs = done.logs.filter((log) => log.topics[0] === contract.interface.getEvent(event).topicHash);
  return contract.interface.parseLog(logs[0]).args;
}

// ---------------------------------------------------------------- iExec PoCo

async function iexec([admin, owner, buyer]) {
  const name = '@iexec/poco';
  const registry = await deploy(admin, published(name, 'registries/datasets/DatasetRegistry.sol/DatasetRegistry'));
  await receipt(registry.initialize(ZERO));
  const create = (title) =>
    receipt(registry.connect(owner).createDataset(owner.address, title, MANIFEST_CID, ethers.id(title)));
  const first = await create('Digits, sealed');
  const later = await create('Letters, sealed');
  return {
    version: versionOf(name),
    register: Number(first.gasUsed),
    registerAgain: Number(later.gasUsed),
    grant: await orderGas(name, admin, owner, buyer, told(registry, later, 'Transfer').tokenId),
  };
}

/** The facet by itself: the diamond in front of it comes from a repository, not from a published package. */
async function orderGas(name, admin, owner, buyer, token) {
  const { bytecode } = published(name, 'libs/IexecLibOrders_v5.sol/IexecLibOrders_v5');
  const library = await deploy(admin, { abi: [], bytecode });
  const facet = published(name, 'facets/IexecOrderManagementFacet.sol/IexecOrderManagementFacet');
  const orders = await deploy(admin, { abi: facet.abi, bytecode: linked(facet, await library.getAddress()) });
  const order = {
    dataset: ethers.getAddress(ethers.toBeHex(token, 20)),
    datasetprice: 0,
    volume: 1,
    tag: ethers.ZeroHash,
    apprestrict: ZERO,
    workerpoolrestrict: ZERO,
    requesterrestrict: buyer.address,
    salt: ethers.id('salt'),
    sign: '0x',
  };
  return gas(orders.connect(owner).manageDatasetOrder({ order, operation: 0, sign: '0x' }));
}

function linked({ bytecode, linkReferences }, library) {
  const places = Object.values(linkReferences).flatMap((file) => Object.values(file).flat());
  return places.reduce((code, { start, length }) => {
    const at = 2 + 2 * start;
    return code.slice(0, at) + library.slice(2).toLowerCase() + code.slice(at + 2 * length);
  }, bytecode);
}

// ---------------------------------------------------------------- Ocean Protocol

async function ocean([admin, owner, buyer]) {
  const name = '@oceanprotocol/contracts';
  const factory = await oceanFactory(name, admin);
  const mine = factory.connect(owner);
  const nft = (title) => [title, 'SET', 1, ZERO, ZERO, 'ipfs://manifest', true, owner.address];
  const first = await gas(mine.deployERC721Contract(...nft('Digits, sealed')));
  const later = await gas(mine.deployERC721Contract(...nft('Letters, sealed')));
  const both = await receipt(mine.createNftWithErc20(...nftWithToken(owner.address)));
  const abi = published(name, 'templates/ERC20Template.sol/ERC20Template').abi;
  const token = new ethers.Contract(told(factory, both, 'TokenCreated').newTokenAddress, abi, owner);
  const mint = await gas(token.mint(buyer.address, ONE));
  const order = await gas(token.connect(buyer).startOrder(buyer.address, 0, await noFee(owner), [ZERO, ZERO, 0]));
  return {
    version: versionOf(name),
    register: first,
    registerAgain: later,
    registerWithToken: Number(both.gasUsed),
    mint,
    startOrder: order,
    grant: mint + order,
  };
}

async function oceanFactory(name, admin) {
  const money = await deploy(admin, published(name, 'utils/mock/MockERC20.sol/MockERC20'), admin.address, 'Ocean', 'O');
  const fees = published(name, 'communityFee/OPFCommunityFeeCollector.sol/OPFCommunityFeeCollector');
  const collector = await deploy(admin, fees, admin.address, admin.address);
  const routerCode = published(name, 'pools/FactoryRouter.sol/FactoryRouter');
  const [paid, collects] = [await money.getAddress(), await collector.getAddress()];
  const router = await deploy(admin, routerCode, admin.address, paid, paid, collects, []);
  const nft = await deploy(admin, published(name, 'templates/ERC721Template.sol/ERC721Template'));
  const token = await deploy(admin, published(name, 'templates/ERC20Template.sol/ERC20Template'));
  const places = [nft, token, router].map((contract) => contract.getAddress());
  const factory = await deploy(admin, published(name, 'ERC721Factory.sol/ERC721Factory'), ...(await Promise.all(places)));
  await receipt(router.addFactory(await factory.getAddress()));
  return factory;
}

function nftWithToken(owner) {
  const nft = ['Faces, sealed', 'SET', 1, 'ipfs://manifest', true, owner];
  const token = [1, ['Access', 'ACC'], [owner, ZERO, ZERO, ZERO], [ethers.parseEther('1000'), 0], []];
  return [nft, token];
}

/** An order needs its provider's signature, also for a fee of nothing. */
async function noFee(provider) {
  const types = ['bytes', 'address', 'address', 'uint256', 'uint256'];
  const digest = ethers.solidityPackedKeccak256(types, ['0x', provider.address, ZERO, 0, 0]);
  const { v, r, s } = ethers.Signature.from(await provider.signMessage(ethers.getBytes(digest)));
  return [provider.address, ZERO, 0, v, r, s, 0, '0x'];
}

// ---------------------------------------------------------------- OpenZeppelin

async function openZeppelin([admin, owner]) {
  const { code, version } = compiled();
  const token = await deploy(admin, code);
  const mint = (name) => gas(token.connect(owner).mint(owner.address, ethers.id(name)));
  return { version, register: await mint('first'), registerAgain: await mint('second') };
}

// ---------------------------------------------------------------- ours, as a check of forge

async function receiptsOfOurs([admin, owner, buyer]) {
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

export async function peers() {
  return withChain(async (url) => {
    const provider = new ethers.JsonRpcProvider(url, 31337, { staticNetwork: true, cacheTimeout: -1, pollingInterval: 50 });
    try {
      const who = await Promise.all([0, 1, 2].map((index) => fastSigner(provider, index)));
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

async function fastSigner(provider, index) {
  const phrase = 'test test test test test test test test test test test junk';
  const wallet = ethers.HDNodeWallet.fromPhrase(phrase, undefined, `m/44'/60'/0'/0/${index}`);
  return wallet.connect(provider);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(JSON.stringify(await peers(), null, 2));
