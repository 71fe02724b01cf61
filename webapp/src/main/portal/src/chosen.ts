/** The files of a choice, as a field for files tells it. */
export const chosenFiles = (chosen: File | File[] | null): File[] => (chosen === null ? [] : [chosen].flat());
