import { SealingRefused } from '../refused';
import { ArraySurvey } from './array-survey';
import { BytesSurvey } from './bytes-survey';
import { CsvSurvey } from './csv-survey';
import { IDX } from './idx';
import { NPY } from './npy';
import type { Survey } from './survey';
import { UnpackedSurvey } from './unpacked-survey';

const PACKED = '.gz';
const IDX_NAME = /^.*(\.idx|[-.]idx[1-8]-\w+)$/;
/** Many files in one: only the command line looks through these. */
const ARCHIVE = /\.(npz|zip|tar|tgz|tar\.gz)$/;

/**
 * How a file of this name is looked through; its content must agree with its name.
 *
 * @param label a column that a table must have, as soon as its head is seen; empty for none
 */
export function surveyOf(fileName: string, bytes: number, label = ''): Survey {
  const name = fileName.toLowerCase();
  if (ARCHIVE.test(name)) {
    throw new SealingRefused('packed', { name: fileName });
  }
  return name.endsWith(PACKED)
    ? new UnpackedSurvey(contentSurvey(name.slice(0, -PACKED.length), label), bytes)
    : contentSurvey(name, label);
}

function contentSurvey(name: string, label: string): Survey {
  if (name.endsWith('.csv')) {
    return new CsvSurvey(label);
  }
  if (name.endsWith('.npy')) {
    return new ArraySurvey(NPY);
  }
  return IDX_NAME.test(name) ? new ArraySurvey(IDX) : new BytesSurvey();
}
