const MESSAGES = new Map([
  ['accuracy', 'bounty.accuracyAtLeast'],
  ['top_k_categorical_accuracy', 'bounty.topFiveAtLeast'],
]);

/** The message that tells what a bounty pays for; a metric not read, or not known here, is a score. */
export function criterionMessage(metric: string | undefined): string {
  return MESSAGES.get(metric ?? '') ?? 'bounty.scoreAtLeast';
}
