// A chain like the local network's: the same chain id and hard fork, every transaction a block. Its one account is the
// tests' deployer, for whom it signs as a wallet does.
const deployer = { privateKey: `0x${(900).toString(16).padStart(64, '0')}`, balance: '0' };

module.exports = {
  solidity: '0.8.28',
  networks: { hardhat: { chainId: 0xa55a1, hardfork: 'cancun', accounts: [deployer] } },
};
