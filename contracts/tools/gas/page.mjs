// The page about gas. Every number in it comes from the measurement.
import { TRUST } from '../../peers/iexec.mjs';
import { ACTS, PATH, REASONS } from './words.mjs';

const NONE = '-';

function number(gas) {
  return String(gas).replace(/\B(?=(\d{3})+$)/g, ' ');
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '--:'))), ...rows.map(line)].join('\n');
}

function words(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A range where the first act of an account costs more than its next. */
function range(first, later) {
  return first === later ? number(first) : `${number(later)} to ${number(first)}`;
}

function limits(figures) {
  const rows = Object.entries(figures.limits).map(([act, limit]) => {
    const met = figures[act] <= limit;
    return [`\`${act}\``, number(figures[act]), number(limit), met ? 'met' : `**not met**, ${(figures[act] / limit).toFixed(1)} times`];
  });
  return table(['act', 'measured', 'limit', ''], rows);
}

function reasons(figures) {
  const open = Object.entries(figures.limits).filter(([act, limit]) => figures[act] > limit);
  return open.map(([act]) => REASONS[act]?.(figures, number) ?? `\`${act}\` is above its limit.`).join('\n\n');
}

function sideBySide(f) {
  const { iexec, ocean, openZeppelin } = f.peers;
  return table(
    ['act', 'Assay', `iExec PoCo ${iexec.version}`, `Ocean ${ocean.version}`, `bare ERC-721, OpenZeppelin ${openZeppelin.version}`],
    [
      [
        'register a dataset',
        range(f.register, f.registerAgain),
        `${range(iexec.register, iexec.registerAgain)} \`createDataset\``,
        `${range(ocean.register, ocean.registerAgain)} \`deployERC721Contract\`; ${number(ocean.registerWithToken)} \`createNftWithErc20\``,
        `${range(openZeppelin.register, openZeppelin.registerAgain)} \`_mint\``,
      ],
      [
        'grant access',
        number(f.grant),
        `${number(iexec.grant)} \`manageDatasetOrder\``,
        `${number(ocean.grant)} \`mint\` ${number(ocean.mint)} + \`startOrder\` ${number(ocean.startOrder)}`,
        NONE,
      ],
      ['grant by signature, brought by anyone', number(f.grantBySig), NONE, NONE, NONE],
      ['use a grant without a price', number(f.use), NONE, NONE, NONE],
      ['revoke', number(f.revoke), `${number(iexec.revoke)} \`manageDatasetOrder\``, NONE, NONE],
      ['open', number(f.open), `${number(iexec.open)} \`matchOrders\` + \`initialize\``, NONE, NONE],
      ['commit', number(f.commit), `${number(iexec.commit)} \`contribute\``, NONE, NONE],
      ['reveal', number(f.reveal), `${number(iexec.reveal)} \`reveal\``, NONE, NONE],
      ['score, 3 signatures', number(f.score3), NONE, NONE, NONE],
      ['score, 5 signatures', number(f.score5), NONE, NONE, NONE],
      ['settle', number(f.settle), `${number(iexec.settle)} \`finalize\``, NONE, NONE],
      [
        'the whole job',
        `${number(f.bounty)}, 2 submissions, 3 evaluators`,
        `${number(iexec.job)}, 1 task, 3 workers`,
        NONE,
        NONE,
      ],
      ['deposit', number(f.deposit), `${number(iexec.deposit)} \`deposit\``, NONE, NONE],
      ['withdraw', `${number(f.withdraw)}, everything ${number(f.withdrawAll)}`, `${number(iexec.withdraw)} \`withdraw\``, NONE, NONE],
    ],
  );
}

function reportedElsewhere() {
  return table(
    ['act', 'reported elsewhere'],
    [
      ['iExec `createDataset`', '563 627 to 597 827'],
      ['Ocean `deployERC721Contract`', '606 024'],
      ['Ocean `createNftWithErc20`', '1 056 106'],
      ['Ocean `mint` and `startOrder`', '204 456'],
      ['OpenZeppelin ERC-721 mint', '56 032 to 73 132'],
    ],
  );
}

function bill(f) {
  const times = { commit: 2, reveal: 2 };
  const rows = PATH.map(([act, who, what]) => {
    const gas = f[act] * (times[act] ?? 1);
    return [`${times[act] ? `${times[act]} x ` : ''}${what}`, who, number(gas), `${((100 * gas) / f.bounty).toFixed(1)} %`];
  });
  return table(['transaction', 'sent by', 'gas', 'part'], [...rows, ['**whole bounty**', '', `**${number(f.bounty)}**`, '']]);
}

function grid(curve, of) {
  const distinct = (key) => [...new Set(curve.map((cell) => cell[key]))].sort((a, b) => a - b);
  const seats = distinct('seats');
  const rows = distinct('submissions').map((submissions) => [
    String(submissions),
    ...seats.map((count) => number(Math.round(of(curve.find((c) => c.submissions === submissions && c.seats === count))))),
  ]);
  return table(['submissions', ...seats.map((count) => `${count} seats`)], rows);
}

/** What one more of the many costs, from the last doubling. */
function oneMore(curve) {
  const at = (submissions, seats) => curve.find((c) => c.submissions === submissions && c.seats === seats);
  const submission = Math.round((at(64, 3).bounty - at(32, 3).bounty) / 32);
  const early = Math.round((at(16, 3).bounty - at(8, 3).bounty) / 8);
  const seat = Math.round((at(2, 15).bounty - at(2, 9).bounty) / 6);
  return { submission, early, seat };
}

export function page(f) {
  const { submission, early, seat } = oneMore(f.curve);
  return `# Gas

Written by \`./mvnw -pl contracts -Pgas verify\`; the same figures are in [gas.json](gas.json). Do not edit: run it again.

Ours are whole transactions of forge with \`isolate\` (base cost, calldata, cold storage, refunds). That this is what a receipt
says is checked in the same run: two registrations and a withdrawal that gives storage back, sent to anvil, cost the same to
the last unit. Peers are their published packages on a fresh anvil, the same kind of act sent as a transaction, the gas of the
receipt. EVM \`cancun\`, the compiler settings of each project's release. Every build sees that none of our acts has become
dearer than here, but for a fiftieth: whom a seed draws makes that much of a difference.

## Limits

${limits(f)}
${reasons(f) === '' ? '' : `\n${reasons(f)}\n`}
## Side by side

Ranges: an account's next act, then its first. A dash: the peer has no such act on chain.

${sideBySide(f)}

iExec's job: the published diamond with its published facets, one task with a dataset, its three orders signed off chain, three
workers who agree (trust ${TRUST}); \`initialize\` and \`finalize\` by the scheduler. Setting it up took a facet of ours that names the
diamond's owner, because theirs is in no published package; no measured act calls it. Ocean's compute jobs are
ordered and paid on chain and run, scored and answered for by a provider's server, so there is nothing more to measure.

For comparison, figures reported elsewhere, which we did not use; titles, addresses and versions make the difference:

${reportedElsewhere()}

## What each act does and does not do

${words(['act', 'what', 'kept on chain; who can check it', 'what it does not do'], ACTS)}

## A whole bounty

Two submissions, three evaluators who are the three seats and all contributors to the seeds, two datasets, 100 public samples of
200, the cheap path (one transaction with all signatures). Every transaction somebody must send from \`open\` to the end; deposits,
roles and grants were there before. It is the researcher's first bounty; his next costs ${number(f.bountyAgain)}. Among fifteen
evaluators, with five contributors to each seed, it is ${number(f.bountyAmong15)}.

${bill(f)}

## How it grows

![Gas per submission falls to a constant; settling grows in a straight line](gas-curve.svg)

One more submission costs ${number(early)} between 8 and 16 and ${number(submission)} between 32 and 64 (three seats); one more seat about
${number(seat)} with two submissions: linear in both, and a test keeps it so. Fifteen evaluators are bonded in every cell; which of them a seed
draws, and how often it must draw again, is part of the figures.

Whole bounty, gas per submission:

${grid(f.curve, (cell) => cell.bounty / cell.submissions)}

Settle:

${grid(f.curve, (cell) => cell.settle)}

Score (one transaction, signatures of all seats):

${grid(f.curve, (cell) => cell.score)}
`;
}
