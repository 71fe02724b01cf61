package assay.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvDataTest {

  private static final DataFormat FORMAT = new DataFormat(2, -1, 16, 3);

  @Test
  void shouldReadBackWhatItWrote() throws IOException {
    LabelledData data = read("0,16,2\n-0.5,1e-3,0\n0.1,7,1");
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    CsvData.write(data, out);

    assertThat(read(out.toString(StandardCharsets.US_ASCII)).samples()).isEqualTo(data.samples());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "missing column|0,1|columns",
        "extra column|0,1,2,2|columns",
        "blank line|0,1,2;;0,1,2|columns",
        "too large|0,16.1,2|outside",
        "too small|-2,1,2|outside",
        "not a number|NaN,1,2|no number",
        "infinite|1e999,1,2|outside",
        "hexadecimal|0x1p3,1,2|no number",
        "spaces|0, 1,2|no number",
        "unknown class|0,1,3|labels are",
        "negative class|0,1,-1|labels are",
        "broken class|0,1,1.0|labels are",
        "no sample|''|no sample",
        "too many|0,1,2;0,1,2;0,1,2;0,1,2;0,1,2|more than"
      })
  void shouldRefuse(String name, String csv, String complaint) {
    String text = csv.replace(';', '\n');

    assertThatThrownBy(() -> read(text))
        .isInstanceOf(DataRefusedException.class)
        .hasMessageContaining(complaint);
  }

  @Test
  void shouldRefuseAnEndlessLine() {
    String text = "1".repeat(1_000);

    assertThatThrownBy(() -> read(text)).hasMessageContaining("longer");
  }

  @Test
  void shouldAnswerRandomBytesOnlyWithDataOrANamedRefusal() {
    long seed = 20_260_103;
    System.out.println("CsvDataTest fuzz seed " + seed);
    Random random = new Random(seed);
    String alphabet = "0123456789.,-eE\n\rx";

    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(24); length > 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        assertThat(read(text.toString()).size()).isBetween(1, 4);
      } catch (DataRefusedException e) {
        assertThat(e.code()).isEqualTo("data-malformed");
      }
    }
  }

  private static LabelledData read(String text) {
    return CsvData.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)), FORMAT, 4);
  }
}
