// What the numbers cannot say: what each act is, who sends it, and why a limit is not met.

/** [act, who sends it, what it is], in the order of a bounty. */
export const PATH = [
  ['open', 'researcher', '`open`'],
  ['sampleSeed', 'anyone', '`contribute`: seed of the public sample, 3 preimages'],
  ['revealSample', 'anyone', '`revealSample`: 100 samples with their proof'],
  ['commit', 'miner', '`commit`'],
  ['reveal', 'miner', '`reveal` with two grants'],
  ['close', 'anyone', '`poke`: reveals closed, the draw asked for'],
  ['draw', 'anyone', '`contribute`: 3 preimages, 3 seats drawn and locked'],
  ['score3', 'anyone', '`submitSigned`: 3 signatures, verdicts, winner'],
  ['settle', 'anyone', '`settle`: all paid, locks released, the model registered'],
];

/** [act, what, kept and checkable, not]. */
export const ACTS = [
  [
    'register, Assay',
    'an ERC-721 token, kind, first version',
    'owner, a 31-byte digest of the version (manifest, cipher root, size, licence) and its minimum level; anyone with the event can check any field',
    'no name or text on chain, no contract of its own; does not show that the data are good or new',
  ],
  [
    'iExec `createDataset`',
    'a proxy contract for each dataset and an enumerable ERC-721 token',
    'name, multiaddress and checksum in storage; any contract can read them',
    'no versions; the checksum is of the encrypted file; keys live in an enclave service off chain',
  ],
  [
    'Ocean `deployERC721Contract`',
    'a clone of the ERC-721 template for each dataset, with roles',
    'name, symbol, URI, roles in storage',
    'no content hash until `setMetaData`; access needs a datatoken: `createNftWithErc20` makes both',
  ],
  [
    'bare ERC-721 `_mint`',
    'one token of a shared contract',
    'its owner and his balance',
    'anybody may mint any number; no version, hash, licence or grant: the floor, not a peer',
  ],
  [
    'grant, Assay',
    'read access for one person, version, purpose, level and time, with uses and price',
    'one word under the EIP-712 hash of all terms; any contract checks it as of any time; ends by expiry, revocation, transfer or retirement',
    'no key is on chain; nobody can make a reader forget',
  ],
  [
    'iExec `manageDatasetOrder`',
    'an order is signed on chain, for one requester',
    'one word: the order\'s hash, signed by the owner; used when a deal is matched',
    'no time, version or purpose; off chain a signature alone does the same for nothing, as with our `grantBySig` before it is brought in',
  ],
  [
    'Ocean `mint` and `startOrder`',
    'a datatoken for the buyer, spent for one order',
    'balances; the order itself stands only in an event',
    'a provider\'s server reads the event and decides; the token can be sold on; no revocation',
  ],
  [
    'open to settle, Assay',
    'test set committed, public sample drawn and proven, sealed submissions, a drawn and bonded panel, verdicts, payment, the model\'s token',
    'terms as code, commits, statuses, verdicts, money; whoever has the events can recompute every verdict and payment',
    'training, scoring and delivery happen off chain; a panel\'s majority is believed until challenged',
  ],
  [
    'iExec `matchOrders` to `finalize`',
    'four orders matched into a deal, one task, the same work done by every worker, agreement by equal result hashes, payment',
    'deal, task, every contribution in storage; any contract can read them',
    'one result of deterministic work: no competing submissions, no scores, no test set; the scheduler picks the workers and ends the task',
  ],
];

export const REASONS = {
  bounty: (f, number) => {
    const seeds = f.sampleSeed + f.close + f.draw;
    const rest = f.bounty - f.revealSample - seeds;
    return `A whole bounty is above its limit, and we keep it there where a rule of the protocol stands behind the gas:

- *The public sample*, ${number(f.revealSample)}. A hundred samples are proven against the root with a hash and a salt each, so that
  miners know what they train for before they pay a stake. Fewer samples, or a root that is believed until somebody
  objects, would be cheap and would let a researcher sell an unusable test set. The hashes and salts alone are
  100 x 64 bytes of calldata, 102 400 gas.
- *Two seeds from locked evaluators*, ${number(seeds)} (\`sampleSeed\`, \`close\`, \`draw\`, the seats and their locks included). The
  hash of a block would cost nothing, and whoever builds the block would choose the panel.
- *The rest*, ${number(rest)}, is by itself ${rest > f.limits.bounty ? 'above the limit' : 'within the limit'}. No state is left to a server's word, so that anybody can
  bring a bounty to its end, and that is what it costs:
  - eleven transactions with 21 000 each before they do anything, 231 000;
  - seven new words of storage for each submission, 22 100 each, 309 400 for two: who, what and when he committed; the CID
    and cipher root he opened, from which the model is registered; two marks by which a copy is struck;
  - fifteen payments, about 8 700 each in the vault and 2 300 for the bounty's own event, 165 000: what an account gets
    is written to its balance and told by both;
  - the terms as code, 84 000 once, so that no later step has to bring them;
  - five new words for the model and its token, 110 500.

What could still go, and why it stays: the vault paid all at once is 4 000 cheaper, a compiler that optimises for five times
the runs 11 000, both too little for the code they take. The word by which the bonds know each seat's lock, 22 100 a
seat, keeps a slash within the lock it is for, whatever the panel says. CID and cipher root as one digest, 22 100 a submission,
would leave a model whose version no event tells in full.

For scale: one job of iExec with three workers and no competition, measured beside, is ${number(f.peers.iexec.job)}.`;
  },
};
