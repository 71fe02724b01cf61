package assay.training.data;

import assay.training.data.Stratified.Cut;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.zip.GZIPInputStream;

/**
 * The 1 797 handwritten digits that ship with the product (source and licence stand beside the
 * file), and the one cut of them that the demonstration uses: 540 samples for the researcher's test
 * set, 419 for each of three data owners, all stratified. The same on every machine.
 */
public final class Digits {

  /** 8x8 grey values from 0 to 16, ten classes. */
  public static final DataFormat FORMAT = new DataFormat(64, 0, 16, 10);

  /** All samples in the file. */
  public static final int SAMPLES = 1_797;

  /** Samples of the researcher's test set: 30 %. */
  public static final int TEST_SAMPLES = 540;

  /** Data owners that share the rest. */
  public static final int OWNERS = 3;

  private static final String RESOURCE = "digits.csv.gz";
  private static final long SEED = 1_998;

  private final LabelledData all;
  private final LabelledData test;
  private final List<LabelledData> owners;

  private Digits(LabelledData all) {
    this.all = all;
    // Random's algorithm is part of Java's specification, so the cut is the same everywhere.
    Random random = new Random(SEED);
    Cut cut = Stratified.cut(all, TEST_SAMPLES, random);
    this.test = cut.part();
    this.owners = Stratified.deal(cut.rest(), OWNERS, random);
  }

  public static Digits load() {
    try (InputStream file =
            Objects.requireNonNull(
                Digits.class.getResourceAsStream(RESOURCE), "The jar lacks " + RESOURCE + ".");
        InputStream csv = new GZIPInputStream(file)) {
      return new Digits(CsvData.read(csv, FORMAT, SAMPLES));
    } catch (IOException e) {
      throw new UncheckedIOException("The jar's " + RESOURCE + " cannot be read.", e);
    }
  }

  public LabelledData all() {
    return all;
  }

  public LabelledData test() {
    return test;
  }

  /** One part per owner. */
  public List<LabelledData> owners() {
    return owners;
  }

  /** The owners' parts joined: all there is to train on. */
  public LabelledData training() {
    return owners.stream().reduce(LabelledData::plus).orElseThrow();
  }
}
