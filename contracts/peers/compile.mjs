// The little Solidity that stands beside the published packages, compiled like our own contracts.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { settings } from '../tools/settings.mjs';

const contracts = new URL('../', import.meta.url);
const require = createRequire(new URL('package.json', contracts));

/** The least an ERC-721 token can be: OpenZeppelin's contract and an open mint. */
const BARE = `// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
contract Bare is ERC721("Bare", "BARE") {
    function mint(address to, uint256 id) external {
        _mint(to, id);
    }
}`;

/** Says who may configure a diamond; the usual one is in no published package. */
const OWNED = `// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;
contract Owned {
    address public immutable owner = msg.sender;
}`;

function readImport(path) {
  const file = new URL(`node_modules/${path}`, contracts);
  return existsSync(file) ? { contents: readFileSync(file, 'utf8') } : { error: `no such source: ${path}` };
}

function compiled(name, content) {
  const input = {
    language: 'Solidity',
    sources: { 'Source.sol': { content } },
    settings: { ...settings, outputSelection: { '*': { [name]: ['abi', 'evm.bytecode.object'] } } },
  };
  const output = JSON.parse(require('solc').compile(JSON.stringify(input), { import: readImport }));
  const failed = (output.errors ?? []).filter(({ severity }) => severity === 'error');
  if (failed.length > 0) throw new Error(failed.map(({ formattedMessage }) => formattedMessage).join('\n'));
  const { abi, evm } = output.contracts['Source.sol'][name];
  return { abi, bytecode: evm.bytecode.object };
}

export const bare = () => compiled('Bare', BARE);
export const owned = () => compiled('Owned', OWNED);

export function openZeppelinVersion() {
  return JSON.parse(readImport('@openzeppelin/contracts/package.json').contents).version;
}
