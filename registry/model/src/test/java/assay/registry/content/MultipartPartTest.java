package assay.registry.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MultipartPartTest {

  private static final String TYPE = "multipart/form-data; boundary=xyz";

  private static byte[] body(byte[] content, String end) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes("--xyz\r\nA: b\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    body.writeBytes(content);
    body.writeBytes(end.getBytes(StandardCharsets.US_ASCII));
    return body.toByteArray();
  }

  /** Gives at most a few bytes at a time, as networks do. */
  private static InputStream trickle(byte[] bytes, Random random) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(length, 1 + random.nextInt(7)));
      }
    };
  }

  @Test
  void shouldGiveExactlyThePartsBytesHoweverTheyArrive() throws IOException {
    long seed = 20_260_104;
    System.out.println("MultipartPartTest seed " + seed);
    Random random = new Random(seed);
    byte[] alphabet = "\r\n-xyz".getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 3000; i++) {
      byte[] content = new byte[random.nextInt(40)];
      for (int j = 0; j < content.length; j++) {
        content[j] = alphabet[random.nextInt(alphabet.length)];
      }
      if (new String(content, StandardCharsets.US_ASCII).contains("\r\n--xyz")) {
        continue;
      }
      InputStream part = new MultipartPart(TYPE, trickle(body(content, "\r\n--xyz--\r\n"), random));

      assertThat(part.readAllBytes()).isEqualTo(content);
    }
  }

  @Test
  void shouldRefuseAnUploadThatEndsBeforeItsBoundary() throws IOException {
    InputStream part =
        new MultipartPart(TYPE, new ByteArrayInputStream(body(new byte[100], "\r\n--xy")));

    assertThatThrownBy(part::readAllBytes).isInstanceOf(IOException.class);
  }

  @Test
  void shouldRefuseWhatIsNotMultipart() {
    InputStream body = new ByteArrayInputStream(new byte[100_000]);

    assertThatThrownBy(() -> new MultipartPart("application/json", body))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> new MultipartPart(TYPE, body)).isInstanceOf(IOException.class);
  }
}
