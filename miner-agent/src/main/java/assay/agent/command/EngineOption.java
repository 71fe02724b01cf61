package assay.agent.command;

import assay.agent.engine.EngineChoice;
import assay.agent.home.AgentSettings;
import assay.training.run.TrainingEngine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option that chooses a training engine for one run, whatever the settings say. */
final class EngineOption {

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      converter = Converter.class,
      description = "dl4j or torch (default: the setting 'engine' of the home).")
  private @Nullable EngineChoice chosen;

  TrainingEngine open(AgentSettings settings) {
    return choice(settings).open(System::nanoTime);
  }

  EngineChoice choice(AgentSettings settings) {
    return chosen == null ? settings.engine() : chosen;
  }

  /** Reads an engine by its word. */
  static final class Converter implements ITypeConverter<EngineChoice> {

    @Override
    public EngineChoice convert(String text) {
      try {
        return EngineChoice.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }
}
