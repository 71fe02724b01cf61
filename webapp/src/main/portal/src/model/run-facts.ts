import type { Bounty, Run, RunPoint, Submission } from '../api/types';
import { scoreMillionths } from '../format/numbers';

/** From the first report's point to the last, in seconds; none before there are two. */
export function secondsOf(points: readonly RunPoint[]): number | undefined {
  const first = points[0];
  const last = points.at(-1);
  return first === undefined || last === undefined || first === last
    ? undefined
    : (Date.parse(last.at) - Date.parse(first.at)) / 1000;
}

/** What the run's miner submitted. */
export const submissionOf = (run: Run, submissions: readonly Submission[]): Submission | undefined =>
  submissions.find(({ miner }) => miner.toLowerCase() === run.miner.toLowerCase());

/** The panel's score in millionths, once it is revealed. */
export const scoreOf = (bounty: Bounty, submission: Submission | undefined): number | undefined =>
  submission?.status === 'SCORED' && submission.verdict !== undefined
    ? scoreMillionths(submission.verdict, bounty.privateCount)
    : undefined;
