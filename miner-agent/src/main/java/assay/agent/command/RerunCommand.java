package assay.agent.command;

import assay.agent.engine.EngineChoice;
import assay.agent.rerun.DataFiles;
import assay.agent.rerun.Exam;
import assay.agent.rerun.Exam.Subject;
import assay.agent.rerun.RecordedEngine;
import assay.agent.rerun.Rerun;
import assay.agent.rerun.RerunReport;
import assay.training.checkpoint.Checkpoint;
import assay.training.checkpoint.CheckpointArchive;
import assay.training.data.CsvData;
import assay.training.data.LabelledData;
import assay.training.run.Recipe;
import assay.training.run.TrainingEngine;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains a checkpoint again from what its provenance says, and compares. */
@Command(
    name = "rerun",
    description = {
      "Repeat a checkpoint's training from its provenance.",
      "The same environment must give the same weights, another one the same score."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:the promise holds",
      "1:it does not, or the checkpoint cannot be read",
      "2:wrong usage",
      "3:it cannot be repeated with these files"
    },
    footer = {
      "Example:",
      "  assay rerun checkpoint.tar --data digits-1.csv --data digits-2.csv --test test.csv"
    })
final class RerunCommand implements Callable<Integer> {

  private static final int FAILS = 1;

  @Parameters(paramLabel = "CHECKPOINT", description = "The checkpoint's archive, a .tar.")
  private Path archive;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      required = true,
      description = "A plain file that the model learned from, in any order; give each one.")
  private List<Path> files;

  @Option(
      names = "--test",
      paramLabel = "FILE",
      description = "What scores are compared on (default: the training data).")
  private @Nullable Path test;

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      converter = EngineOption.Converter.class,
      description = "dl4j or torch (default: the one that the provenance names).")
  private @Nullable EngineChoice chosen;

  @Option(names = "--json", description = "Print one line of JSON.")
  private boolean isJson;

  @Override
  public Integer call() throws IOException {
    Checkpoint checkpoint = read();
    Recipe recipe = Recipe.of(checkpoint.provenance());
    EngineChoice choice = chosen == null ? RecordedEngine.of(checkpoint.provenance()) : chosen;
    LabelledData data = DataFiles.of(files).joined(checkpoint.provenance().data(), recipe.format());
    RerunReport report = run(new Rerun(checkpoint, recipe, open(choice)), data, exam(recipe, data));
    new RerunTable(System.out, isJson).print(report);
    return report.holds() ? 0 : FAILS;
  }

  private static RerunReport run(Rerun rerun, LabelledData data, Exam exam) {
    TrainingBar bar = TrainingBar.ofCommand();
    try {
      return rerun.run(data, exam, bar);
    } finally {
      bar.end();
    }
  }

  private static TrainingEngine open(EngineChoice choice) {
    return choice.open(System::nanoTime);
  }

  private Checkpoint read() throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(archive))) {
      return CheckpointArchive.read(in);
    }
  }

  private Exam exam(Recipe recipe, LabelledData data) throws IOException {
    return test == null
        ? new Exam(Subject.TRAINING, data)
        : new Exam(Subject.TEST, DataFiles.read(test, recipe.format(), CsvData.MOST_SAMPLES));
  }
}
