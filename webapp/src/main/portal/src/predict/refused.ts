/** Why a model file is not used: a code for the translated sentence, and what is wrong with it. */
export class ModelRefused extends Error {
  constructor(
    readonly code: 'malformed' | 'too-large' | 'other-file' | 'input' | 'failed',
    readonly detail: string,
  ) {
    super(detail);
  }
}

export function require(holds: boolean, detail: string): asserts holds {
  if (!holds) {
    throw new ModelRefused('malformed', detail);
  }
}
