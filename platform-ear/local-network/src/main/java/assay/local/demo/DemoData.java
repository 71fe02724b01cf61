package assay.local.demo;

import assay.registry.dataset.DatasetCard;
import assay.registry.dataset.ElementType;
import assay.registry.dataset.SchemaField;
import assay.registry.dataset.SharingLevel;
import assay.registry.format.PlainFile;
import assay.registry.publish.DatasetDraft;
import assay.training.data.CsvData;
import assay.training.data.Digits;
import assay.training.data.LabelledData;
import assay.training.data.Sample;
import assay.training.data.Stratified;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The handwritten digits, cut for a demonstration: the owners' parts and the researcher's test set.
 */
public final class DemoData {

  private static final List<SchemaField> SCHEMA =
      List.of(
          new SchemaField("pixels", ElementType.FLOAT32, List.of(8, 8), false),
          new SchemaField("digit", ElementType.INT32, List.of(), true));

  /** The last owner wants his data in memory only. */
  private static final List<SharingLevel> LEVELS =
      List.of(SharingLevel.L1, SharingLevel.L1, SharingLevel.L2);

  private static final int SITES = 5;
  private static final int BY_CHANCE = 2;
  private static final long SEED = 1_998;

  private final LabelledData test;
  private final List<LabelledData> parts;
  private final List<SharingLevel> levels;

  private DemoData(LabelledData test, List<LabelledData> parts, List<SharingLevel> levels) {
    this.test = test;
    this.parts = List.copyOf(parts);
    this.levels = List.copyOf(levels);
  }

  /** Three owners' thirds. */
  public DemoData() {
    this(Digits.load().test(), Digits.load().owners(), LEVELS);
  }

  /** Five sites' fifths, which stay where they are; every other label of the last is by chance. */
  public static DemoData onSites() {
    Digits digits = Digits.load();
    Random random = new Random(SEED);
    List<LabelledData> parts = new ArrayList<>(Stratified.deal(digits.training(), SITES, random));
    parts.set(SITES - 1, noisy(parts.get(SITES - 1), random));
    return new DemoData(digits.test(), parts, Collections.nCopies(SITES, SharingLevel.L3));
  }

  private static LabelledData noisy(LabelledData part, Random random) {
    List<Sample> samples = new ArrayList<>(part.samples());
    for (int i = 0; i < samples.size(); i += BY_CHANCE) {
      int label = random.nextInt(part.format().classes());
      samples.set(i, new Sample(samples.get(i).values(), label));
    }
    return LabelledData.of(part.format(), samples);
  }

  /** How many owners there are. */
  public int owners() {
    return parts.size();
  }

  /** The researcher's test set. */
  public LabelledData test() {
    return test;
  }

  /** The draft of one owner's dataset, its plain file written to the folder. */
  public DatasetDraft draft(int owner, Path folder) throws IOException {
    LabelledData part = parts.get(owner);
    Path plain = folder.resolve("digits-" + (owner + 1) + ".csv");
    try (OutputStream out = Files.newOutputStream(plain)) {
      CsvData.write(part, out);
    }
    return new DatasetDraft(card(owner, part), levels.get(owner), new PlainFile(plain), List.of());
  }

  private DatasetCard card(int owner, LabelledData part) {
    return new DatasetCard(
        "Handwritten digits, part %d of %d".formatted(owner + 1, parts.size()),
        "Images of handwritten digits, 8 by 8 pixels from 0 to 16, with the digit they show.",
        "csv",
        SCHEMA,
        part.size(),
        "CC-BY-4.0",
        "UCI Machine Learning Repository, Optical Recognition of Handwritten Digits",
        "E. Alpaydin, C. Kaynak (1998). Optical Recognition of Handwritten Digits. UCI.");
  }
}
