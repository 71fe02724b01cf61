package assay.agent.engine;

import assay.engine.dl4j.Dl4jEngine;
import assay.engine.torch.TorchEngine;
import assay.training.run.TrainingEngine;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/** The training engines there are, by the word that settings, states and provenances call them. */
public enum EngineChoice {
  DL4J(Dl4jEngine.NAME, "Deeplearning4j"),
  TORCH(TorchEngine.NAME, "LibTorch");

  private final String word;
  private final String text;

  EngineChoice(String word, String text) {
    this.word = word;
    this.text = text;
  }

  /** The engine with this word; refuses another with the words there are. */
  public static EngineChoice parse(String word) {
    List<String> words = Arrays.stream(values()).map(EngineChoice::word).toList();
    return Arrays.stream(values())
        .filter(choice -> choice.word.equals(word.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'engine' is '%s'; give one of %s".formatted(word, words)));
  }

  public String word() {
    return word;
  }

  /** For people. */
  public String text() {
    return text;
  }

  /**
   * A new engine. Its native library is loaded when it is first used, not now.
   *
   * @param nanoTime a clock such as {@link System#nanoTime}
   */
  public TrainingEngine open(LongSupplier nanoTime) {
    return switch (this) {
      case DL4J -> new Dl4jEngine(nanoTime);
      case TORCH -> new TorchEngine(nanoTime);
    };
  }
}
