import { asRefusal, SealingRefused } from '../sealing/refused';
import { readTable, surveyTable } from './csv-samples';
import { sealTestSet } from './seal-test-set';
import { readTestSet } from './test-set';
import type { Answers, FromWorkshop, Shown, Task } from './workshop';
import { unhex } from './words';

/** Above every table that a panel's test set can be made of. */
const LONGEST_TABLE = 512 << 20;

async function textOf(table: Blob): Promise<string> {
  if (table.size > LONGEST_TABLE) {
    throw new SealingRefused('test-large', { most: 1 << 17 });
  }
  return table.text();
}

async function reveal({ testSet, origin, showing }: Extract<Task, { kind: 'reveal' }>): Promise<Shown> {
  const read = readTestSet(new Uint8Array(await testSet.arrayBuffer()), origin);
  if (read?.root !== showing.root) {
    throw new SealingRefused('backup-foreign');
  }
  const { batch, indices } = read.reveal(unhex(showing.seed), showing.first, showing.length);
  return { batch, samples: indices.map((index) => read.samples.at(index).slice()) };
}

async function done(task: Task): Promise<Answers[Task['kind']]> {
  switch (task.kind) {
    case 'survey':
      return surveyTable(await textOf(task.table));
    case 'seal':
      return sealTestSet(readTable(await textOf(task.table), task.format), task.origin);
    case 'reveal':
      return reveal(task);
  }
}

self.addEventListener('message', ({ data }: MessageEvent<Task>) => {
  const tell = (message: FromWorkshop): void => self.postMessage(message);
  done(data).then(
    (answer) => tell({ answer }),
    (failure: unknown) => {
      const { code, particulars } = asRefusal(failure);
      tell({ code, particulars });
    },
  );
});
