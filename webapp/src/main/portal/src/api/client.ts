import createClient from 'openapi-fetch';
import type { paths } from '@contract';
import type {
  Actor,
  Bounty,
  Dataset,
  DatasetPage,
  Deployment,
  Device,
  Earning,
  Evaluation,
  Grant,
  Payout,
  Pool,
  Run,
  RunLog,
  RunPoint,
  Submission,
} from './types';

/** Why an answer did not come: a code for the translated sentence, and the platform's own words. */
export class ApiProblem extends Error {
  constructor(
    readonly code: 'unreachable' | 'not-found' | 'too-many' | 'not-signed-in' | 'refused' | 'failed',
    readonly detail: string,
  ) {
    super(detail === '' ? code : detail);
  }
}

/** Every operation of the API, in the types of its contract. */
const platform = createClient<paths>({ baseUrl: 'api/v1', fetch: (request) => fetch(request) });

platform.use({
  onRequest: ({ request }) => {
    request.headers.set('Accept', 'application/json, */*;q=0.5');
  },
  onResponse: async ({ response }) => {
    if (!response.ok) {
      throw await problem(response);
    }
  },
  onError: ({ error }) => (error instanceof ApiProblem ? error : new ApiProblem('unreachable', '')),
});

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
  pools: (): Promise<Pool[]> => items(platform.GET('/pools', { params: HUNDRED })),
  /** The account's entry: a list of one, or of none. */
  actor: (address: string): Promise<Actor[]> =>
    orNone(answered(platform.GET('/actors/{address}', { params: { path: { address } } })).then((found) => [found])),
  /** The newest first. */
  earnings: (address: string): Promise<Earning[]> =>
    answered(platform.GET('/actors/{address}/earnings', { params: { path: { address } } })),
  /** What the account says is in its rig. */
  rig: (miner: string): Promise<Device[]> =>
    orNone(answered(platform.GET('/rigs/{miner}', { params: { path: { miner } } })).then((found) => found.devices)),
  grantsOf: (grantee: string): Promise<Grant[]> =>
    items(platform.GET('/grants', { params: { query: { grantee, limit: 100 } } })),
  deployment: (): Promise<Deployment> => answered(platform.GET('/deployment')),
  /** JSON that a stranger wrote: its shape is anything. */
  content: (cid: string): Promise<unknown> => answered(platform.GET('/content/{cid}', { params: { path: { cid } } })),
};

/** What came, where the contract promises that something does. */
async function answered<T>(request: Promise<{ data?: T }>): Promise<T> {
  const { data } = await request.catch((failure: unknown) => {
    throw failure instanceof SyntaxError ? new ApiProblem('failed', '') : failure;
  });
  if (data === undefined) {
    throw new ApiProblem('failed', '');
  }
  return data;
}

async function items<T>(request: Promise<{ data?: { items: T[] } }>): Promise<T[]> {
  return (await answered(request)).items;
}

/** Where "not found" means that there is nothing to list. */
async function orNone<T>(found: Promise<T[]>): Promise<T[]> {
  try {
    return await found;
  } catch (failure) {
    if (failure instanceof ApiProblem && failure.code === 'not-found') {
      return [];
    }
    throw failure;
  }
}

/** What an answer that is none says. */
export async function problem(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => undefined);
  const detail =
    typeof body === 'object' && body !== null && 'detail' in body ? String(body.detail) : '';
  switch (response.status) {
    case 401:
      return new ApiProblem('not-signed-in', detail);
    case 403:
    case 409:
      return new ApiProblem('refused', detail);
    case 404:
      return new ApiProblem('not-found', detail);
    case 429:
      return new ApiProblem('too-many', detail);
    case 502:
    case 503:
    case 504:
      return new ApiProblem('unreachable', detail);
    default:
      return new ApiProblem('failed', detail);
  }
}
