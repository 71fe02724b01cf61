import type { Bounty } from '../api/types';

type DatasetTerm = Bounty['datasets'][number];

const WEIGHT_TO_MILLIONTHS = 100;
const WHOLE = 1_000_000;

/** What its owner gets of the owners' part, in millionths; by what was measured, where it was. */
export function ownersPart(dataset: DatasetTerm, all: readonly DatasetTerm[]): number {
  const measured = all.reduce((sum, { share }) => sum + (share ?? 0), 0);
  return measured === 0 ? dataset.weight * WEIGHT_TO_MILLIONTHS : ((dataset.share ?? 0) / measured) * WHOLE;
}

/** Whether what the datasets contributed to the winner was measured. */
export function isMeasured(all: readonly DatasetTerm[]): boolean {
  return all.some(({ share }) => share !== undefined);
}
