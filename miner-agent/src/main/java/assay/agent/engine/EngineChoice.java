package assay.agent.engine;

import assay.engine.dl4j.Dl4jEngine;
import assay.engine.dl4j.Dl4jKernels;
import assay.engine.torch.TorchEngine;
import assay.engine.torch.TorchKernels;
import assay.training.benchmark.Kernels;
import assay.training.run.TrainingEngine;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
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

  /** The benchmark's kernels on the device of that number, for the calling thread. */
  public Kernels kernels(int number) {
    return switch (this) {
      case DL4J -> new Dl4jKernels();
      case TORCH -> new TorchKernels(number);
    };
  }

  /** Workers that use all of this machine: its graphics processors, or else its processors. */
  public int workers() {
    SortedMap<String, String> hardware = open(() -> 0).hardware();
    int graphics = Integer.parseInt(hardware.getOrDefault("graphics_processors", "0"));
    return graphics > 0 ? graphics : Runtime.getRuntime().availableProcessors();
  }
}
