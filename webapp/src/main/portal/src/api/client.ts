import type {
  Actor,
  Bounty,
  Dataset,
  Deployment,
  Earning,
  Evaluation,
  Grant,
  Page,
  Payout,
  Pool,
  RigDevice,
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

const ROOT = 'api/v1/';

export const api = {
  datasets: (after = ''): Promise<Page<Dataset>> =>
    get(after === '' ? 'datasets' : `datasets?after=${encodeURIComponent(after)}`),
  dataset: (id: string): Promise<Dataset> => get(`datasets/${id}`),
  grants: async (dataset: string): Promise<Grant[]> =>
    (await get<Page<Grant>>(`datasets/${dataset}/grants?limit=100`)).items,
  /** The newest hundred. */
  bounties: async (): Promise<Bounty[]> => (await get<Page<Bounty>>('bounties?limit=100')).items,
  bounty: (id: string): Promise<Bounty> => get(`bounties/${id}`),
  submissions: (bounty: string): Promise<Submission[]> => get(`bounties/${bounty}/submissions`),
  evaluations: (bounty: string): Promise<Evaluation[]> => get(`bounties/${bounty}/evaluations`),
  payouts: (bounty: string): Promise<Payout[]> => get(`bounties/${bounty}/payouts`),
  pools: async (): Promise<Pool[]> => (await get<Page<Pool>>('pools?limit=100')).items,
  /** The account's entry: a list of one, or of none. */
  actor: (address: string): Promise<Actor[]> => orNone(get<Actor>(`actors/${address}`).then((found) => [found])),
  /** The newest first. */
  earnings: (address: string): Promise<Earning[]> => get(`actors/${address}/earnings`),
  /** What the account says is in its rig. */
  rig: (miner: string): Promise<RigDevice[]> =>
    orNone(get<{ devices: RigDevice[] }>(`rigs/${miner}`).then((found) => found.devices)),
  grantsOf: async (grantee: string): Promise<Grant[]> =>
    (await get<Page<Grant>>(`grants?grantee=${grantee}&limit=100`)).items,
  deployment: (): Promise<Deployment> => get('deployment'),
  /** JSON that a stranger wrote: its shape is anything. */
  content: (cid: string): Promise<unknown> => get(`content/${encodeURIComponent(cid)}`),
};

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

async function get<T>(path: string): Promise<T> {
  const response = await send(path);
  if (!response.ok) {
    throw await problem(response);
  }
  try {
    return (await response.json()) as T;
  } catch {
    throw new ApiProblem('failed', '');
  }
}

async function send(path: string): Promise<Response> {
  try {
    return await fetch(ROOT + path, { headers: { Accept: 'application/json, */*;q=0.5' } });
  } catch {
    throw new ApiProblem('unreachable', '');
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
