package assay.local.command;

import assay.agent.home.AgentSettings;
import assay.training.bounty.BountyId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The last words of a demo: what stays, where, and how to go on with it.
 *
 * @param folder the network's
 * @param isTemporary whether it disappears with the network, unless that is kept
 */
record Farewell(Path folder, boolean isTemporary) {

  /**
   * The network stays up.
   *
   * @param rounds the log of rounds, if the bounty was trained by them
   */
  List<String> kept(AgentSettings settings, BountyId bounty, Optional<Path> rounds) {
    return Stream.of(
            Optional.of("Check everything yourself: " + verify(settings, bounty)),
            rounds.map(log -> "Check the rounds yourself: " + verify(settings, log)),
            Optional.of(
                "The network stays up; press Ctrl-C to stop it. Its folder stays then; " + again()))
        .flatMap(Optional::stream)
        .toList();
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
    return "./assay verify bounty %s %s --store %s"
        .formatted(bounty, onChain(settings), settings.store().all().get(0));
  }

  private static String verify(AgentSettings settings, Path rounds) {
    return "./assay federated verify %s %s".formatted(rounds, onChain(settings));
  }

  private static String onChain(AgentSettings settings) {
    return "--chain %s --chain-id %d --finality %d --deployment %s --deployers %s"
        .formatted(
            settings.chain(),
            settings.chainId(),
            settings.finality(),
            settings.deployment(),
            settings.deployers());
  }
}
