import type {
  Bounty,
  Dataset,
  Deployment,
  Evaluation,
  Grant,
  Page,
  Payout,
  Submission,
} from './types';

/** Why an answer did not come: a code for the translated sentence, and the platform's own words. */
export class ApiProblem extends Error {
  constructor(
    readonly code: 'unreachable' | 'not-found' | 'too-many' | 'failed',
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
  deployment: (): Promise<Deployment> => get('deployment'),
  /** JSON that a stranger wrote: its shape is anything. */
  content: (cid: string): Promise<unknown> => get(`content/${encodeURIComponent(cid)}`),
};

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

async function problem(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => undefined);
  const detail =
    typeof body === 'object' && body !== null && 'detail' in body ? String(body.detail) : '';
  switch (response.status) {
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
