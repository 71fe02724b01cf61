package assay.agent.researcher;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.VersionId;
import assay.training.TrainingException;
import assay.training.bounty.FederatedTerms;
import assay.training.bounty.Score;
import assay.training.bounty.TestSetFile;
import assay.training.data.CsvData;
import assay.training.data.DataFormat;
import assay.training.data.LabelledData;
import assay.training.ledger.BountyTerms;
import assay.training.ledger.BountyTerms.DatasetWeight;
import assay.training.spec.Metric;
import assay.training.spec.ModelSpec;
import assay.training.spec.ModelSpecJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A draft of a bounty as a researcher writes it: YAML, or JSON, which is YAML too. Amounts are in
 * ether, parts in 10 000, times such as {@code 24h}; the model and the test set are files beside
 * it.
 */
public final class DraftFile {

  /** The longest draft that is read. */
  private static final int LONGEST = 64 << 10;

  private static final int WHOLE = 10_000;
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private final Path file;

  private DraftFile(Path file) {
    this.file = file;
  }

  /**
   * Reads a draft with its model and its test set.
   *
   * @throws DraftRefusedException if a field is missing, strange or out of range
   * @throws IOException if a file cannot be read
   */
  public static BountyDraft read(Path file) throws IOException {
    DraftFile draft = new DraftFile(file);
    try {
      return draft.draft(new DraftFields(file, "", draft.node()));
    } catch (TrainingException | IllegalArgumentException e) {
      throw new DraftRefusedException(file, "is refused: " + sentence(e), e);
    }
  }

  private static String sentence(RuntimeException refusal) {
    String words = String.valueOf(refusal.getMessage());
    return words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
  }

  private JsonNode node() throws IOException {
    if (Files.size(file) > LONGEST) {
      throw new DraftRefusedException(file, "is longer than " + LONGEST + " bytes; shorten it");
    }
    try {
      return YAML.readTree(file.toFile());
    } catch (JsonProcessingException e) {
      throw new DraftRefusedException(file, "is no YAML: " + e.getOriginalMessage(), e);
    }
  }

  private BountyDraft draft(DraftFields top) throws IOException {
    top.only(
        "name",
        "description",
        "model",
        "test",
        "criterion",
        "threshold",
        "datasets",
        "money",
        "panel",
        "split",
        "windows",
        "federated",
        "pay-by-contribution");
    ModelSpec model = ModelSpecJson.read(Files.readAllBytes(beside(top.text("model"))));
    BountyTerms.Panel panel = panel(top.within("panel"));
    return new BountyDraft(
        top.text("name"),
        top.find("description").orElse(""),
        model,
        test(top.within("test"), (int) model.input().elements()),
        criterion(top),
        Score.ofShare(top.text("threshold")),
        datasets(top),
        panel,
        money(top.within("money"), panel.quorum()),
        split(top),
        windows(top.within("windows")),
        federated(top),
        top.flag("pay-by-contribution", false));
  }

  private Path beside(String name) {
    return file.toAbsolutePath().resolveSibling(name);
  }

  private LabelledData test(DraftFields test, int width) throws IOException {
    test.only("samples", "low", "high", "classes");
    DataFormat format =
        new DataFormat(width, test.number("low"), test.number("high"), test.whole("classes"));
    try (InputStream samples = Files.newInputStream(beside(test.text("samples")))) {
      return CsvData.read(samples, format, TestSetFile.MAX_SAMPLES);
    }
  }

  private static Metric criterion(DraftFields top) {
    String word = top.find("criterion").orElse(Metric.ACCURACY.word());
    return Stream.of(Metric.values())
        .filter(metric -> metric.isCount() && metric.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                top.refused(
                    "criterion",
                    "is '%s'; a bounty pays for %s or %s"
                        .formatted(word, Metric.ACCURACY.word(), Metric.TOP_K_ACCURACY.word())));
  }

  private static List<DatasetWeight> datasets(DraftFields top) {
    List<DatasetWeight> weights = new ArrayList<>();
    for (DraftFields dataset : top.each("datasets")) {
      dataset.only("dataset", "version", "weight", "required");
      weights.add(
          new DatasetWeight(
              new VersionId(
                  new DatasetId(new Bytes32(dataset.text("dataset"))), dataset.whole("version")),
              dataset.whole("weight"),
              dataset.flag("required", true)));
    }
    if (!weights.isEmpty() && weights.stream().mapToInt(DatasetWeight::weight).sum() != WHOLE) {
      throw top.refused("datasets", "have weights that do not add up to " + WHOLE);
    }
    return weights;
  }

  private static BountyTerms.Panel panel(DraftFields panel) {
    panel.only("seats", "quorum", "largest-model");
    int seats = panel.whole("seats");
    int quorum = panel.whole("quorum");
    if (quorum > seats || 2 * quorum <= seats) {
      throw panel.refused("quorum", "is not more than half of the seats and at most all of them");
    }
    return new BountyTerms.Panel(seats, quorum, panel.whole("largest-model"));
  }

  private static BountyTerms.Money money(DraftFields money, int quorum) {
    money.only("reward", "panel-fee", "stake", "evaluation-fee");
    return BountyTerms.Money.inEther(
        money.ether("reward"),
        money.ether("panel-fee"),
        money.ether("stake"),
        money.ether("evaluation-fee"),
        quorum);
  }

  /** Without a platform to pay, its usual part is the miner's. */
  private static BountyTerms.Split split(DraftFields top) {
    if (!top.has("split")) {
      return new BountyTerms.Split(7_700, 2_300, 0, Address.ZERO);
    }
    DraftFields split = top.within("split").only("miner", "owners", "platform", "platform-account");
    int platform = split.whole("platform", 0);
    int miner = split.whole("miner");
    int owners = split.whole("owners");
    if (miner + owners + platform != WHOLE) {
      throw top.refused("split", "does not add up to " + WHOLE);
    }
    Address account = platform == 0 ? Address.ZERO : new Address(split.text("platform-account"));
    return new BountyTerms.Split(miner, owners, platform, account);
  }

  private static Optional<FederatedTerms> federated(DraftFields top) {
    if (!top.has("federated")) {
      return Optional.empty();
    }
    DraftFields terms =
        top.within("federated")
            .only(
                "strategy",
                "rounds",
                "local-epochs",
                "batch-size",
                "learning-rate",
                "least-sites",
                "round-time");
    return Optional.of(
        new FederatedTerms(
            terms.find("strategy").orElse(FederatedTerms.FED_AVG),
            terms.whole("rounds"),
            terms.whole("local-epochs", 1),
            terms.whole("batch-size", 16),
            terms.fraction("learning-rate"),
            terms.whole("least-sites"),
            terms.seconds("round-time")));
  }

  private static BountyTerms.Windows windows(DraftFields windows) {
    windows.only(
        "seed",
        "sample",
        "open",
        "reveal",
        "scoring",
        "score-reveal",
        "challenge",
        "delivery",
        "publish");
    return new BountyTerms.Windows(
        windows.seconds("seed"),
        windows.seconds("sample"),
        windows.seconds("open"),
        windows.seconds("reveal"),
        windows.seconds("scoring"),
        windows.seconds("score-reveal"),
        windows.seconds("challenge"),
        windows.seconds("delivery"),
        windows.seconds("publish"));
  }
}
