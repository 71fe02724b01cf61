// Ocean Protocol: a token contract for each dataset, a datatoken for each right to it.
import { ethers } from 'ethers';
import { deploy, gas, ONE, published, receipt, told, versionOf, ZERO } from './chain.mjs';

export async function ocean([admin, owner, buyer]) {
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
