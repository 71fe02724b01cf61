import { answered, platform } from '../api/platform';
import type { AccessLog } from '../api/types';

/** Entries that the platform hands out at once. */
const PAGE = 10_000;
/** Which column of the row about the whole log tells how many entries there are. */
const COUNT_AT = 9;
const LINE_END = '\r\n';

/** The whole log of a dataset, which its owner alone may read. */
export async function wholeLog(dataset: string): Promise<AccessLog> {
  const pages: AccessLog[] = [];
  do {
    pages.push((await page(dataset, pages.length * PAGE)) as AccessLog);
  } while (pages.at(-1)?.entries.length === PAGE);
  return joined(pages);
}

/** The same in a form that `assay verify log` reads. */
export async function logFile(dataset: string, format: 'csv' | 'json'): Promise<string> {
  const log = await wholeLog(dataset);
  if (format === 'json') {
    return JSON.stringify(log);
  }
  const pages: string[] = [];
  for (let from = 0; from < log.entries.length; from += PAGE) {
    pages.push(await csvPage(dataset, from));
  }
  return joinedCsv(pages);
}

/** One log of its parts. */
export function joined(pages: readonly AccessLog[]): AccessLog {
  return { ...(pages[0] as AccessLog), entries: pages.flatMap(({ entries }) => entries) };
}

/** One table of its parts: the row about the log is that of the last, with all entries counted. */
export function joinedCsv(pages: readonly string[]): string {
  const rows = pages.map((text) => text.trimEnd().split(LINE_END));
  const entries = rows.flatMap((part) => part.slice(2));
  const about = rows.at(-1)?.[1]?.split(',') ?? [];
  about[COUNT_AT] = String(entries.length);
  return [rows[0]?.[0] ?? '', about.join(','), ...entries, ''].join(LINE_END);
}

function page(id: string, from: number): Promise<AccessLog | string> {
  return answered(platform.GET('/datasets/{id}/log', { params: { path: { id }, query: { from } } }));
}

function csvPage(id: string, from: number): Promise<string> {
  const params = { path: { id }, query: { from, format: 'csv' as const } };
  return answered(platform.GET('/datasets/{id}/log', { params, parseAs: 'text' })) as Promise<string>;
}
