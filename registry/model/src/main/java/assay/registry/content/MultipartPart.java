package assay.registry.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bytes of the first part of a multipart body, streamed (RFC 2046, section 5.1): the RPC's
 * uploads have exactly one.
 */
final class MultipartPart extends InputStream {

  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]{1,70})\"?");
  private static final int LONGEST_HEADERS = 8192;

  private final InputStream body;
  private final byte[] delimiter;
  private final int[] step;
  private final byte[] buffer = new byte[1 << 17];
  private int start;
  private int end;

  /** Bytes from {@code start} to here are the part's; what follows may begin the delimiter. */
  private int safe;

  private boolean atDelimiter;

  /**
   * @param contentType the request's Content-Type, which names the boundary
   * @throws IOException if the body is not multipart or its headers do not end
   */
  MultipartPart(String contentType, InputStream body) throws IOException {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!contentType.startsWith("multipart/") || !boundary.find()) {
      throw new IOException("The upload is not multipart/form-data with a boundary.");
    }
    this.body = body;
    delimiter = ("\r\n--" + boundary.group(1)).getBytes(StandardCharsets.ISO_8859_1);
    step = steps(delimiter);
    skipTo("\r\n\r\n");
  }

  private void skipTo(String end) throws IOException {
    StringBuilder tail = new StringBuilder();
    for (int i = 0; i < LONGEST_HEADERS; i++) {
      int next = body.read();
      if (next < 0) {
        break;
      }
      tail.append((char) next);
      if (tail.length() >= end.length() && tail.indexOf(end, tail.length() - end.length()) >= 0) {
        return;
      }
    }
    throw new IOException("The upload's part has no end of headers.");
  }

  /** Makes at least one byte safe to give; false at the part's end. */
  private boolean advance() throws IOException {
    while (start == safe) {
      if (atDelimiter) {
        return false;
      }
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
      int read = body.read(buffer, end, buffer.length - end);
      if (read < 0) {
        throw new IOException("The upload ends before its boundary.");
      }
      end += read;
      findDelimiter();
    }
    return true;
  }

  private void findDelimiter() {
    int last = end - delimiter.length;
    int i = start;
    while (i <= last) {
      if (Arrays.equals(buffer, i, i + delimiter.length, delimiter, 0, delimiter.length)) {
        safe = i;
        atDelimiter = true;
        return;
      }
      i += step[buffer[i + delimiter.length - 1] & 0xff];
    }
    safe = Math.max(start, last + 1);
  }

  /**
   * How far the delimiter may move on when this byte lies under its last one (R. N. Horspool,
   * "Practical fast searching in strings", 1980).
   */
  private static int[] steps(byte[] delimiter) {
    int[] steps = new int[1 << Byte.SIZE];
    Arrays.fill(steps, delimiter.length);
    for (int i = 0; i < delimiter.length - 1; i++) {
      steps[delimiter[i] & 0xff] = delimiter.length - 1 - i;
    }
    return steps;
  }

  @Override
  public int read() throws IOException {
    return advance() ? buffer[start++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (!advance()) {
      return -1;
    }
    int count = Math.min(length, safe - start);
    System.arraycopy(buffer, start, target, offset, count);
    start += count;
    return count;
  }
}
