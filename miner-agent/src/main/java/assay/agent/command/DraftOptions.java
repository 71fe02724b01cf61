package assay.agent.command;

import assay.agent.owner.CardFile;
import assay.registry.dataset.DatasetCard;
import assay.registry.dataset.SharingLevel;
import assay.registry.format.FormatRefusedException;
import assay.registry.format.PlainSource;
import assay.registry.format.Survey;
import assay.registry.publish.DatasetDraft;
import assay.registry.publish.PhaseProgress;
import assay.registry.publish.Progress;
import assay.registry.publish.Progress.Phase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what an owner tells everybody about his data. */
final class DraftOptions {

  /** What holds by law where an owner says nothing. */
  private static final String NO_LICENCE = "All rights reserved";

  @Option(
      names = "--card",
      paramLabel = "FILE",
      description = "A dataset card: Markdown with YAML before it, as Hugging Face keeps them.")
  private @Nullable Path card;

  @Option(names = "--name", description = "A title (default: the card's, else the file's name).")
  private @Nullable String name;

  @Option(
      names = "--licence",
      description =
          "The licence's SPDX name or text (default: the card's, else '" + NO_LICENCE + "').")
  private @Nullable String licence;

  @Option(names = "--label", paramLabel = "FIELD", description = "The field a model is to predict.")
  private @Nullable String label;

  @Option(
      names = "--level",
      defaultValue = "L1",
      description =
          "The least strict way of sharing: L0 public and not sealed, L1 opened at the miner, L2 in memory only, L3 on your"
              + " site, L4 in an enclave (default: ${DEFAULT-VALUE}).")
  private SharingLevel level;

  @Option(
      names = "--public-sample",
      paramLabel = "FILE",
      description = "A file of samples that everybody may see.")
  private @Nullable Path publicSample;

  DatasetDraft draft(Path path, Progress progress) throws IOException {
    PlainSource plain = PlainSource.at(path);
    Survey survey = plain.survey(new PhaseProgress(progress, Phase.READ, plain.bytes()));
    return new DatasetDraft(
        card(path, label == null ? survey : survey.withLabel(label)), level, plain, samples());
  }

  private DatasetCard card(Path path, Survey survey) throws IOException {
    CardFile told = card == null ? CardFile.none() : CardFile.read(card);
    try {
      return new DatasetCard(
          Optional.ofNullable(name).or(told::name).orElse(path.getFileName().toString()),
          told.description(),
          survey.format(),
          survey.schema(),
          survey.sampleCount(),
          Optional.ofNullable(licence).or(told::licence).orElse(NO_LICENCE),
          told.source().orElse(""),
          told.citation().orElse(""));
    } catch (IllegalArgumentException e) {
      throw new FormatRefusedException(String.valueOf(e.getMessage()), e);
    }
  }

  private List<DatasetDraft.SampleFile> samples() throws IOException {
    if (publicSample == null) {
      return List.of();
    }
    long count = PlainSource.at(publicSample).survey().sampleCount();
    return List.of(new DatasetDraft.SampleFile(publicSample, count));
  }
}
