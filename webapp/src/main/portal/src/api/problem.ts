/** Why an answer did not come: a code for the translated sentence, and the platform's own words. */
export class ApiProblem extends Error {
  constructor(
    readonly code: 'unreachable' | 'not-found' | 'too-many' | 'not-signed-in' | 'refused' | 'failed',
    readonly detail: string,
  ) {
    super(detail === '' ? code : detail);
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
