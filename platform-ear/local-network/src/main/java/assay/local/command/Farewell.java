package assay.local.command;

import assay.agent.home.AgentSettings;
import assay.training.bounty.BountyId;
import java.nio.file.Path;
import java.util.List;

/**
 * The last words of a demo: what stays, where, and how to go on with it.
 *
 * @param folder the network's
 * @param isTemporary whether it disappears with the network, unless that is kept
 */
record Farewell(Path folder, boolean isTemporary) {

  /** The network stays up. */
  List<String> kept(AgentSettings settings, BountyId bounty) {
    return List.of(
        "Check everything yourself: " + verify(settings, bounty),
        "The network stays up; press Ctrl-C to stop it. Its folder stays then; " + again());
  }

  /** The network ends now. */
  String stopped() {
    return isTemporary
        ? "The network stops, and with it this page and the model; --keep leaves them."
        : "The network stops. Its folder stays; " + again();
  }

  private String again() {
    return "'./assay up --folder %s' starts it again.".formatted(folder);
  }

  private static String verify(AgentSettings settings, BountyId bounty) {
    return "./assay verify bounty %s --chain %s --chain-id %d --finality %d --deployment %s --deployers %s --store %s"
        .formatted(
            bounty,
            settings.chain(),
            settings.chainId(),
            settings.finality(),
            settings.deployment(),
            settings.deployers(),
            settings.store().all().get(0));
  }
}
