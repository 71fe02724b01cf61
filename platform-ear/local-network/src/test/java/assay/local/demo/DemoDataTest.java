package assay.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import assay.registry.dataset.SharingLevel;
import assay.registry.publish.DatasetDraft;
import assay.training.data.CsvData;
import assay.training.data.Digits;
import assay.training.data.LabelledData;
import assay.training.data.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoDataTest {

  private static final Digits DIGITS = Digits.load();

  @TempDir private Path folder;

  @Test
  void shouldDealAllTrainingDigitsToFiveSitesThatKeepThem() throws IOException {
    DemoData data = DemoData.onSites();
    int samples = 0;
    for (int owner = 0; owner < data.owners(); owner++) {
      DatasetDraft draft = data.draft(owner, folder);
      assertThat(draft.level()).isEqualTo(SharingLevel.L3);
      samples += part(owner).size();
    }

    assertThat(data.owners()).isEqualTo(5);
    assertThat(samples).isEqualTo(DIGITS.training().size());
    assertThat(data.test().sha256()).isEqualTo(DIGITS.test().sha256());
  }

  /** A tenth of the labels by chance are the right ones. */
  @Test
  void shouldGiveTheLastSiteHalfOfItsLabelsByChance() throws IOException {
    DemoData data = DemoData.onSites();
    Set<Sample> real = new HashSet<>(DIGITS.training().samples());
    for (int owner = 0; owner < data.owners(); owner++) {
      data.draft(owner, folder);
      LabelledData part = part(owner);
      double wrong =
          IntStream.range(0, part.size()).filter(i -> !real.contains(part.sample(i))).count()
              / (double) part.size();
      if (owner == data.owners() - 1) {
        assertThat(wrong).isBetween(0.4, 0.5);
      } else {
        assertThat(wrong).isZero();
      }
    }
  }

  private LabelledData part(int owner) throws IOException {
    Path file = folder.resolve("digits-" + (owner + 1) + ".csv");
    try (InputStream csv = Files.newInputStream(file)) {
      return CsvData.read(csv, Digits.FORMAT, Digits.SAMPLES);
    }
  }
}
