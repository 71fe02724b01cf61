import { api } from '../api/client';
import type { KnownJob } from '../model/federated';
import { type Live, ofBounty, useLive } from './live-data';
import { poll } from './runs';

/** The newest federated jobs for a bounty with their rounds; asked again while the bounty goes on and somebody looks. */
export function useFederatedJobs(bounty: string, isOver: () => boolean): Live<KnownJob[]> {
  const live = useLive(async () => {
    const jobs = await api.federatedJobs(bounty);
    return Promise.all(jobs.map(async (job) => ({ job, log: await api.roundLog(bounty, job.coordinator) })));
  }, ofBounty(bounty));
  poll(live, isOver);
  return live;
}
