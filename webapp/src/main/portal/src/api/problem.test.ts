import { describe, expect, it } from 'vitest';
import { problem } from './problem';

describe('what is no answer', () => {
  it.each([
    [401, 'not-signed-in'],
    [403, 'refused'],
    [404, 'not-found'],
    [409, 'refused'],
    [429, 'too-many'],
    [503, 'unreachable'],
    [400, 'failed'],
    [500, 'failed'],
  ])('should be told by its status: %i', async (status, code) => {
    const body = JSON.stringify({ type: 'about:blank', status, detail: 'Because of that.' });

    expect(await problem(new Response(body, { status }))).toMatchObject({ code, detail: 'Because of that.' });
  });

  it('should be told without words where it has none', async () => {
    expect(await problem(new Response('<html>', { status: 502 }))).toMatchObject({ code: 'unreachable', detail: '' });
  });
});
