package assay.agent.rerun;

import assay.agent.engine.EngineChoice;
import assay.agent.platform.ForeignText;
import assay.training.checkpoint.Provenance;

/** The engine that a provenance names. Stateless. */
public final class RecordedEngine {

  private RecordedEngine() {}

  /** Refuses a provenance of an engine that this version has not. */
  public static EngineChoice of(Provenance provenance) {
    try {
      return EngineChoice.parse(word(provenance));
    } catch (IllegalArgumentException e) {
      throw new RerunRefusedException(
          "The provenance names the engine '%s', which this version has not; choose with --engine."
              .formatted(ForeignText.line(word(provenance))));
    }
  }

  /** The engine's word; its version follows it in a provenance. */
  static String word(Provenance provenance) {
    String engine = provenance.software().getOrDefault("engine", "");
    return engine.contains(" ") ? engine.substring(0, engine.indexOf(' ')) : engine;
  }
}
