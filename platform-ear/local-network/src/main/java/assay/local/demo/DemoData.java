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
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The handwritten digits, cut for the demo: three owners' thirds and the researcher's test set. */
public final class DemoData {

  private static final List<SchemaField> SCHEMA =
      List.of(
          new SchemaField("pixels", ElementType.FLOAT32, List.of(8, 8), false),
          new SchemaField("digit", ElementType.INT32, List.of(), true));

  /** The last owner wants his data in memory only. */
  private static final List<SharingLevel> LEVELS =
      List.of(SharingLevel.L1, SharingLevel.L1, SharingLevel.L2);

  private final Digits digits = Digits.load();

  /** The researcher's test set. */
  public LabelledData test() {
    return digits.test();
  }

  /** The draft of one owner's dataset, its plain file written to the folder. */
  public DatasetDraft draft(int owner, Path folder) throws IOException {
    LabelledData part = digits.owners().get(owner);
    Path plain = folder.resolve("digits-" + (owner + 1) + ".csv");
    try (OutputStream out = Files.newOutputStream(plain)) {
      CsvData.write(part, out);
    }
    return new DatasetDraft(card(owner, part), LEVELS.get(owner), new PlainFile(plain), List.of());
  }

  private static DatasetCard card(int owner, LabelledData part) {
    return new DatasetCard(
        "Handwritten digits, part %d of %d".formatted(owner + 1, Digits.OWNERS),
        "Images of handwritten digits, 8 by 8 pixels from 0 to 16, with the digit they show.",
        "csv",
        SCHEMA,
        part.size(),
        "CC-BY-4.0",
        "UCI Machine Learning Repository, Optical Recognition of Handwritten Digits",
        "E. Alpaydin, C. Kaynak (1998). Optical Recognition of Handwritten Digits. UCI.");
  }
}
