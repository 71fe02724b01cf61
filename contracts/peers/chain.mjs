// What all measurements need: published and our own code, deployment, receipts.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { ethers } from 'ethers';

const require = createRequire(import.meta.url);

export const ZERO = ethers.ZeroAddress;
export const ONE = ethers.parseEther('1');
export const MANIFEST_CID = ethers.concat(['0x01551220', ethers.id('manifest')]);

export function published(name, path) {
  const { abi, bytecode, linkReferences } = require(`${name}/artifacts/contracts/${path}.json`);
  return { abi, bytecode, linkReferences };
}

export function versionOf(name) {
  return JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url))).version;
}

export function ours(name) {
  const file = (end) => readFileSync(new URL(`../src/main/resources/assay/chain/abi/${name}.${end}`, import.meta.url));
  return { abi: JSON.parse(file('abi')), bytecode: `0x${file('bin')}` };
}

export async function deploy(signer, { abi, bytecode }, ...values) {
  const contract = await new ethers.ContractFactory(abi, bytecode, signer).deploy(...values);
  return contract.waitForDeployment();
}

export async function receipt(sent) {
  return (await sent).wait();
}

export async function gas(sent) {
  return Number((await receipt(sent)).gasUsed);
}

export function told(contract, done, event) {
  const logs = done.logs.filter((log) => log.topics[0] === contract.interface.getEvent(event).topicHash);
  return contract.interface.parseLog(logs[0]).args;
}
