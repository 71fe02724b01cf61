package assay.agent.command;

import assay.chain.DeploymentManifest;
import assay.chain.DeploymentPlan;
import assay.chain.DeploymentWatch;
import java.io.PrintStream;

/** Tells a person what is waited for, and what stopping would lose; keeps the draft. */
final class DeploymentTalk implements DeploymentWatch {

  private final ManifestDraft draft;
  private final PrintStream talk;
  private final ProgressBar bar;

  DeploymentTalk(ManifestDraft draft, PrintStream talk, ProgressBar bar) {
    this.draft = draft;
    this.talk = talk;
    this.bar = bar;
  }

  @Override
  public void begins(DeploymentPlan plan) {
    talk.printf(
        "Creates %d contracts for at most %s ETH. Stopping before all are mined loses them.%n",
        plan.creations().size(), plan.highestCost().inEther());
  }

  @Override
  public void created(DeploymentManifest manifest, Wait wait) {
    boolean isKept = draft.keep(manifest);
    if (wait.isOver()) {
      return;
    }
    talk.printf(
        "%d contracts are created; waiting until they are final, by block %d (now %d). %s%n",
        manifest.statement().contracts().size(),
        wait.until(),
        wait.now(),
        isKept
            ? "If this is stopped, the same command goes on waiting."
            : draft.file() + " cannot be written: stopping now loses the manifest.");
  }

  @Override
  public void waits(Wait wait) {
    if (wait.isOver()) {
      bar.end();
    } else {
      bar.show(
          Math.toIntExact(wait.now() - wait.since()), Math.toIntExact(wait.until() - wait.since()));
    }
  }
}
