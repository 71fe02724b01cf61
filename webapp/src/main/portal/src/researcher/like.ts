import { api } from '../api/client';
import { bountyCard } from '../api/content';
import { estimate } from '../api/models';
import { plainEther } from '../format/wei';
import { METRICS } from './bounty-spec';
import type { PostDraft } from './draft';

const BATCH = 64;

/** What of a draft can be taken over from a bounty that was posted: all but its test set and its times. */
export async function likeBounty(id: string): Promise<Partial<PostDraft>> {
  const bounty = await api.bounty(id);
  const { name, description, metric, model } = await bountyCard(bounty.spec);
  const { reward, panelFee, stake, evaluationFee } = bounty;
  return {
    name,
    description,
    metric: METRICS.find((each) => each === metric) ?? 'accuracy',
    model,
    estimate: model === '' ? undefined : await estimate(model, BATCH),
    threshold: String(bounty.threshold / 10_000),
    money: {
      reward: plainEther(reward),
      panelFee: plainEther(panelFee),
      stake: plainEther(stake),
      evaluationFee: plainEther(evaluationFee),
    },
    seats: String(bounty.seats),
    quorum: String(bounty.quorum),
    datasets: bounty.datasets.map(({ asset, version, weight, required }) => ({ asset, version, parts: String(weight), required })),
  };
}
