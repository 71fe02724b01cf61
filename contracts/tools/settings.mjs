// The one place that says how our contracts are compiled. foundry.toml repeats these values;
// compile.mjs and the solc wrapper read them from here.
export const settings = {
  evmVersion: 'cancun',
  optimizer: { enabled: true, runs: 200 },
  viaIR: false,
  metadata: { bytecodeHash: 'none', appendCBOR: false },
};

export const contracts = [
  'Relay',
  'Vault',
  'AssetRegistry',
  'AccessGrants',
  'ActorRegistry',
  'BountyRules',
  'BountyMarket',
  'Submissions',
  'Payouts',
  'SeedBeacon',
  'EvaluationPanel',
  'Anchor',
];
