import { ApiProblem, problem } from './client';
import type { PreparedIntent } from './types';

const ROOT = 'api/v1/';
let token = '';

/** With whose token requests are sent from now on; empty for nobody's. */
export function actWith(bearer: string): void {
  token = bearer;
}

/** What the platform makes of the intent, ready for the wallet. */
export const prepare = (intent: string, terms: unknown): Promise<PreparedIntent> =>
  post(`prepared-transactions/${intent}`, terms);

export async function read<T>(path: string): Promise<T> {
  return json(await send(path, { headers: headers() }));
}

/** An answer as it is, of whatever type. */
export async function readText(path: string): Promise<string> {
  const response = await send(path, { headers: { ...headers(), Accept: '*/*' } });
  return response.text();
}

/** Bytes as they come. */
export async function readStream(path: string): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const response = await send(path, { headers: { ...headers(), Accept: '*/*' } });
  if (response.body === null) {
    throw new ApiProblem('failed', '');
  }
  return response.body;
}

/** Something that is not there yet: an answer "not found" is nothing. */
export async function find<T>(path: string): Promise<T | undefined> {
  try {
    return await read<T>(path);
  } catch (failure) {
    if (failure instanceof ApiProblem && failure.code === 'not-found') {
      return undefined;
    }
    throw failure;
  }
}

/** Sends JSON; a text is JSON already. */
export async function post<T>(path: string, body: unknown): Promise<T> {
  const type = { 'Content-Type': 'application/json' };
  return json(await send(path, { method: 'POST', headers: headers(type), body: typeof body === 'string' ? body : JSON.stringify(body) }));
}

export async function postBytes<T>(path: string, body: Blob, signal: AbortSignal): Promise<T> {
  const type = { 'Content-Type': 'application/octet-stream' };
  return json(await send(path, { method: 'POST', headers: headers(type), body, signal }));
}

export async function remove(path: string): Promise<void> {
  await send(path, { method: 'DELETE', headers: headers() });
}

function headers(more: Record<string, string> = {}): Record<string, string> {
  const bearer: Record<string, string> = token === '' ? {} : { Authorization: `Bearer ${token}` };
  return { Accept: 'application/json, application/problem+json', ...bearer, ...more };
}

async function send(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(ROOT + path, init);
  } catch (failure) {
    if (init.signal?.aborted) {
      throw failure;
    }
    throw new ApiProblem('unreachable', '');
  }
  if (!response.ok) {
    throw await problem(response);
  }
  return response;
}

async function json<T>(response: Response): Promise<T> {
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}
