// iExec PoCo: a proxy contract for each dataset, and one whole job replicated by three workers.
import { ethers } from 'ethers';
import { deploy, gas, MANIFEST_CID, ONE, published, receipt, told, versionOf, ZERO } from './chain.mjs';
import { owned } from './compile.mjs';

const NAME = '@iexec/poco';
const FACETS = ['Configuration', 'CategoryManager', 'EscrowNative', 'OrderManagement', 'Poco1', 'Poco2'];
/** With it three equal contributions of new workers are a consensus and two are none. */
export const TRUST = 5;
const NO_TAG = ethers.ZeroHash;
const SIGN = 0;
const CLOSE = 1;

export async function iexec([admin, owner, requester, scheduler, ...others]) {
  const registries = {
    app: await registry(admin, 'apps/AppRegistry.sol/AppRegistry'),
    dataset: await registry(admin, 'datasets/DatasetRegistry.sol/DatasetRegistry'),
    workerpool: await registry(admin, 'workerpools/WorkerpoolRegistry.sol/WorkerpoolRegistry'),
  };
  const create = (title) =>
    receipt(registries.dataset.connect(owner).createDataset(owner.address, title, MANIFEST_CID, ethers.id(title)));
  const [first, later] = [await create('Digits, sealed'), await create('Letters, sealed')];
  const poco = await diamond(admin, registries);
  const parties = { owner, requester, scheduler, workers: others.slice(0, 3) };
  const things = { dataset: entry(registries.dataset, later), ...(await appAndPool(registries, parties)) };
  return {
    version: versionOf(NAME),
    register: Number(first.gasUsed),
    registerAgain: Number(later.gasUsed),
    ...(await rights(poco, owner, datasetOrder(things, parties))),
    ...(await money(poco, parties)),
    ...(await job(poco, things, parties)),
  };
}

async function registry(admin, path) {
  const contract = await deploy(admin, published(NAME, `registries/${path}`));
  await receipt(contract.initialize(ZERO));
  return contract;
}

/** A registry's token is the number of the contract it made. */
function entry(registry, done) {
  return ethers.getAddress(ethers.toBeHex(told(registry, done, 'Transfer').tokenId, 20));
}

async function appAndPool(registries, { owner, scheduler }) {
  const { app, workerpool } = registries;
  const made = await receipt(
    app.connect(owner).createApp(owner.address, 'Trainer', 'DOCKER', MANIFEST_CID, ethers.id('app'), '0x'),
  );
  const pool = await receipt(workerpool.connect(scheduler).createWorkerpool(scheduler.address, 'Pool'));
  return { app: entry(app, made), workerpool: entry(workerpool, pool) };
}

// ---------------------------------------------------------------- the published diamond with its facets

async function diamond(admin, registries) {
  const orders = published(NAME, 'libs/IexecLibOrders_v5.sol/IexecLibOrders_v5').bytecode;
  const library = await deploy(admin, { abi: [], bytecode: orders });
  const facets = FACETS.map((name) => published(NAME, `facets/Iexec${name}Facet.sol/Iexec${name}Facet`));
  const cuts = [];
  for (const code of [...facets, { ...owned(), linkReferences: {} }]) {
    const facet = await deploy(admin, { abi: code.abi, bytecode: linked(code, await library.getAddress()) });
    const selectors = [];
    facet.interface.forEachFunction(({ selector }) => selectors.push(selector));
    cuts.push([await facet.getAddress(), 0, selectors]);
  }
  const proxy = await deploy(admin, published(NAME, 'Diamond.sol/Diamond'), cuts, [admin.address, ZERO, '0x']);
  const abi = facets.flatMap((code) => code.abi.filter(({ type }) => type === 'function' || type === 'event'));
  const poco = new ethers.Contract(await proxy.getAddress(), abi, admin);
  const places = ['app', 'dataset', 'workerpool'].map((kind) => registries[kind].getAddress());
  await receipt(poco.configure(ZERO, 'RLC', 'RLC', 9, ...(await Promise.all(places)), ZERO));
  await receipt(poco.createCategory('Small', '', 300));
  return poco;
}

function linked({ bytecode, linkReferences }, library) {
  const places = Object.values(linkReferences).flatMap((file) => Object.values(file).flat());
  return places.reduce((code, { start, length }) => {
    const at = 2 + 2 * start;
    return code.slice(0, at) + library.slice(2).toLowerCase() + code.slice(at + 2 * length);
  }, bytecode);
}

/** The order is signed on chain, and another is signed and closed. */
async function rights(poco, owner, order) {
  const manage = (operation, salt) =>
    poco.connect(owner).manageDatasetOrder({ order: { ...order, salt }, operation, sign: '0x' });
  const other = ethers.id('another');
  await receipt(manage(SIGN, other));
  return { grant: await gas(manage(SIGN, order.salt)), revoke: await gas(manage(CLOSE, other)) };
}

async function money(poco, { requester, scheduler, workers }) {
  const pay = (who) => poco.connect(who).deposit({ value: ONE });
  for (const who of [scheduler, ...workers, requester]) await receipt(pay(who));
  const deposit = await gas(pay(requester));
  return { deposit, withdraw: await gas(poco.connect(requester).withdraw(1000)) };
}

// ---------------------------------------------------------------- a job from its orders to its end

function datasetOrder({ dataset }, { requester }) {
  return {
    dataset,
    datasetprice: 100,
    volume: 1,
    tag: NO_TAG,
    apprestrict: ZERO,
    workerpoolrestrict: ZERO,
    requesterrestrict: requester.address,
    salt: ethers.id('dataset'),
    sign: '0x',
  };
}

function orders(things, parties) {
  const free = { tag: NO_TAG, salt: ethers.id('order'), sign: '0x', volume: 1 };
  const anyone = { requesterrestrict: ZERO };
  return [
    { ...free, ...anyone, app: things.app, appprice: 0, datasetrestrict: ZERO, workerpoolrestrict: ZERO },
    datasetOrder(things, parties),
    {
      ...free,
      ...anyone,
      workerpool: things.workerpool,
      workerpoolprice: 1000,
      category: 0,
      trust: TRUST,
      apprestrict: ZERO,
      datasetrestrict: ZERO,
    },
    {
      ...free,
      ...things,
      appmaxprice: 0,
      datasetmaxprice: 100,
      workerpoolmaxprice: 1000,
      requester: parties.requester.address,
      category: 0,
      trust: TRUST,
      beneficiary: parties.requester.address,
      callback: ZERO,
      params: '{}',
    },
  ];
}

/** The types of the typed data are those of the call, without the signature itself. */
async function sign(poco, signer, order, parameter) {
  const fields = parameter.components.filter(({ name }) => name !== 'sign').map(({ name, type }) => ({ name, type }));
  const { chainId } = await signer.provider.getNetwork();
  const domain = { name: 'iExecODB', version: '5.0.0', chainId, verifyingContract: await poco.getAddress() };
  const type = { app: 'AppOrder', workerpool: 'WorkerpoolOrder', request: 'RequestOrder' }[parameter.name.slice(1, -5)];
  const { sign: _, ...value } = order;
  return { ...order, sign: await signer.signTypedData(domain, { [type]: fields }, value) };
}

/** The dataset's order stands on chain already: that was the grant. */
async function signed(poco, things, parties) {
  const [app, dataset, pool, request] = orders(things, parties);
  const [ofApp, , ofPool, ofRequest] = poco.interface.getFunction('matchOrders').inputs;
  return [
    await sign(poco, parties.owner, app, ofApp),
    dataset,
    await sign(poco, parties.scheduler, pool, ofPool),
    await sign(poco, parties.requester, request, ofRequest),
  ];
}

async function job(poco, things, parties) {
  const { requester, scheduler, workers } = parties;
  const deal = await receipt(poco.connect(requester).matchOrders(...(await signed(poco, things, parties))));
  const dealId = told(poco, deal, 'OrdersMatched').dealid;
  const task = ethers.solidityPackedKeccak256(['bytes32', 'uint256'], [dealId, 0]);
  const initialize = await gas(poco.connect(scheduler).initialize(dealId, 0));
  const digest = ethers.id('the result');
  const commits = [];
  for (const worker of workers) commits.push(await contribute(poco, scheduler, worker, task, digest));
  const reveals = [];
  for (const worker of workers) reveals.push(await gas(poco.connect(worker).reveal(task, digest)));
  const finalize = await gas(poco.connect(scheduler).finalize(task, MANIFEST_CID, '0x'));
  const sum = (all) => all.reduce((a, b) => a + b, 0);
  const matchOrders = Number(deal.gasUsed);
  return {
    open: matchOrders + initialize,
    commit: Math.round(sum(commits) / 3),
    reveal: Math.round(sum(reveals) / 3),
    settle: finalize,
    job: matchOrders + initialize + sum(commits) + sum(reveals) + finalize,
  };
}

async function contribute(poco, scheduler, worker, task, digest) {
  const hash = ethers.solidityPackedKeccak256(['bytes32', 'bytes32'], [task, digest]);
  const seal = ethers.solidityPackedKeccak256(['address', 'bytes32', 'bytes32'], [worker.address, task, digest]);
  const leave = ethers.solidityPackedKeccak256(['address', 'bytes32', 'address'], [worker.address, task, ZERO]);
  const authorization = await scheduler.signMessage(ethers.getBytes(leave));
  return gas(poco.connect(worker).contribute(task, hash, seal, ZERO, '0x', authorization));
}
