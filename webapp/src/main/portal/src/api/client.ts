import { answered, found, items, platform } from './platform';
import type {
  Actor,
  Bond,
  Bounty,
  Dataset,
  DatasetPage,
  Deployment,
  Device,
  Earning,
  Evaluation,
  FederatedJobSummary,
  Grant,
  Lease,
  Payout,
  Pool,
  RoundLog,
  Seat,
  Run,
  RunLog,
  RunPoint,
  Submission,
  Submitted,
} from './types';

const HUNDRED = { query: { limit: 100 } };
const ofId = (id: string): { path: { id: string } } => ({ path: { id } });

export const api = {
  datasets: (after = ''): Promise<DatasetPage> =>
    answered(platform.GET('/datasets', { params: { query: after === '' ? {} : { after } } })),
  dataset: (id: string): Promise<Dataset> => answered(platform.GET('/datasets/{id}', { params: ofId(id) })),
  grants: (dataset: string): Promise<Grant[]> =>
    items(platform.GET('/datasets/{id}/grants', { params: { ...ofId(dataset), ...HUNDRED } })),
  /** The newest hundred. */
  bounties: (): Promise<Bounty[]> => items(platform.GET('/bounties', { params: HUNDRED })),
  bounty: (id: string): Promise<Bounty> => answered(platform.GET('/bounties/{id}', { params: ofId(id) })),
  submissions: (bounty: string): Promise<Submission[]> =>
    answered(platform.GET('/bounties/{id}/submissions', { params: ofId(bounty) })),
  evaluations: (bounty: string): Promise<Evaluation[]> =>
    answered(platform.GET('/bounties/{id}/evaluations', { params: ofId(bounty) })),
  payouts: (bounty: string): Promise<Payout[]> =>
    answered(platform.GET('/bounties/{id}/payouts', { params: ofId(bounty) })),
  /** The newest hundred, as their miners report them. */
  runs: (bounty: string): Promise<Run[]> =>
    items(platform.GET('/bounties/{id}/runs', { params: { ...ofId(bounty), ...HUNDRED } })),
  run: (id: string, miner: string): Promise<RunLog> =>
    answered(platform.GET('/bounties/{id}/runs/{miner}', { params: { path: { id, miner } } })),
  /** After the time of a point, or all. */
  runPoints: (id: string, miner: string, after?: string): Promise<RunPoint[]> =>
    answered(
      platform.GET('/bounties/{id}/runs/{miner}/points', {
        params: { path: { id, miner }, query: after === undefined ? {} : { after } },
      }),
    ),
  /** The newest hundred. */
  federatedJobs: (bounty: string): Promise<FederatedJobSummary[]> =>
    items(platform.GET('/bounties/{id}/federated-jobs', { params: { ...ofId(bounty), ...HUNDRED } })),
  roundLog: (id: string, coordinator: string): Promise<RoundLog> =>
    answered(platform.GET('/bounties/{id}/federated-jobs/{coordinator}/log', { params: { path: { id, coordinator } } })),
  pools: (): Promise<Pool[]> => items(platform.GET('/pools', { params: HUNDRED })),
  /** The account's entry, if it has joined. */
  actor: (address: string): Promise<Actor | undefined> =>
    found(platform.GET('/actors/{address}', { params: { path: { address } } })),
  /** The newest first. */
  earnings: (address: string): Promise<Earning[]> =>
    answered(platform.GET('/actors/{address}/earnings', { params: { path: { address } } })),
  /** As a miner, the newest commits first. */
  submitted: (address: string): Promise<Submitted[]> =>
    answered(platform.GET('/actors/{address}/submissions', { params: { path: { address } } })),
  /** As an evaluator, those of the newest bounties first. */
  seats: (address: string): Promise<Seat[]> =>
    answered(platform.GET('/actors/{address}/seats', { params: { path: { address } } })),
  /** What the account has bonded as an evaluator. */
  bond: (): Promise<Bond> => answered(platform.GET('/prepared-transactions/unbond/bond')),
  /** Whose turn on bounties of his pool the account has now. */
  leases: (): Promise<Lease[]> => answered(platform.GET('/pool-jobs/leases')),
  /** What the account says is in its rig. */
  rig: async (miner: string): Promise<Device[]> =>
    (await found(platform.GET('/rigs/{miner}', { params: { path: { miner } } })))?.devices ?? [],
  grantsOf: (grantee: string): Promise<Grant[]> =>
    items(platform.GET('/grants', { params: { query: { grantee, limit: 100 } } })),
  grant: (id: string): Promise<Grant | undefined> => found(platform.GET('/grants/{id}', { params: ofId(id) })),
  /** Wei of ether that the account may take out of the vault, or lock. */
  available: async (): Promise<string> => (await answered(platform.GET('/prepared-transactions/withdraw/available'))).wei,
  deployment: (): Promise<Deployment> => answered(platform.GET('/deployment')),
  /** JSON that a stranger wrote: its shape is anything. */
  content: (cid: string): Promise<unknown> => answered(platform.GET('/content/{cid}', { params: { path: { cid } } })),
};
