import createClient from 'openapi-fetch';
import type { paths } from '@contract';
import { ApiProblem, problem } from './problem';
import type { PreparedIntent } from './types';

let bearer = '';

/** With whose token requests are sent from now on; empty for nobody's. */
export function actWith(token: string): void {
  bearer = token;
}

/** Every operation of the API, in the types of its contract; what is no answer is thrown as an {@link ApiProblem}. */
export const platform = createClient<paths>({ baseUrl: 'api/v1', fetch: (request) => fetch(request) });

platform.use({
  onRequest: ({ request }) => {
    request.headers.set('Accept', 'application/json, application/problem+json, */*;q=0.5');
    if (bearer !== '') {
      request.headers.set('Authorization', `Bearer ${bearer}`);
    }
  },
  onResponse: async ({ response }) => {
    if (!response.ok) {
      throw await problem(response);
    }
  },
  onError: ({ request, error }) => {
    const isOurs = error instanceof ApiProblem || request.signal.aborted;
    return isOurs && error instanceof Error ? error : new ApiProblem('unreachable', '');
  },
});

/** What came, where the contract promises that something does. */
export async function answered<T>(request: Promise<{ data?: T }>): Promise<NonNullable<T>> {
  const { data } = await readable(request);
  if (data === undefined || data === null) {
    throw new ApiProblem('failed', '');
  }
  return data;
}

/** Waits for an answer that says nothing but that it is done. */
export async function done(request: Promise<unknown>): Promise<void> {
  await readable(request);
}

/** Something that is not there yet: an answer "not found" is nothing. */
export async function found<T>(request: Promise<{ data?: T }>): Promise<NonNullable<T> | undefined> {
  try {
    return await answered(request);
  } catch (failure) {
    if (failure instanceof ApiProblem && failure.code === 'not-found') {
      return undefined;
    }
    throw failure;
  }
}

/** The items of a page. */
export async function items<T>(request: Promise<{ data?: { items: T[] } }>): Promise<T[]> {
  return (await answered(request)).items;
}

function readable<T>(request: Promise<T>): Promise<T> {
  return request.catch((failure: unknown) => {
    throw failure instanceof SyntaxError ? new ApiProblem('failed', '') : failure;
  });
}

/** Bytes as the body of a request. */
export const bytesOf = (body: Blob) => ({
  headers: { 'Content-Type': 'application/octet-stream' },
  // The contract's type of binary content is text.
  body: body as unknown as string,
  bodySerializer: (same: unknown) => same as Blob,
});

const PREPARED = '/prepared-transactions/';
type NamesIn<P> = P extends `${typeof PREPARED}${infer N}` ? (N extends `${string}/${string}` ? never : N) : never;

/** What the API prepares for wallets. */
export type IntentName = NamesIn<keyof paths>;

/** The same, as nobody changes it. */
type Fixed<T> = { readonly [K in keyof T]: Fixed<T[K]> };

/** What an intent is prepared from; some need nothing. */
export type Terms<I extends IntentName> = paths[`${typeof PREPARED}${I}`]['post'] extends {
  requestBody: { content: { 'application/json': infer T } };
}
  ? Fixed<T>
  : undefined;

/** What the platform makes of the intent, ready for the wallet. */
export function prepare<I extends IntentName>(intent: I, terms: Terms<I>): Promise<PreparedIntent> {
  // Safe cast: every path of that form takes its terms and answers with a prepared intent.
  const post = platform.POST as unknown as (path: string, init: { body: unknown }) => Promise<{ data?: PreparedIntent }>;
  return answered(post(`${PREPARED}${intent}`, { body: terms }));
}
