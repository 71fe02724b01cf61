package assay.registry.content;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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

  private final BufferedInputStream body;
  private final byte[] delimiter;
  private boolean atEnd;

  /**
   * @param contentType the request's Content-Type, which names the boundary
   * @throws IOException if the body is not multipart or its headers do not end
   */
  MultipartPart(String contentType, InputStream body) throws IOException {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!contentType.startsWith("multipart/") || !boundary.find()) {
      throw new IOException("The upload is not multipart/form-data with a boundary.");
    }
    this.body = new BufferedInputStream(body, 1 << 16);
    delimiter = ("\r\n--" + boundary.group(1)).getBytes(StandardCharsets.ISO_8859_1);
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

  @Override
  public int read() throws IOException {
    if (atEnd) {
      return -1;
    }
    int next = body.read();
    if (next < 0) {
      throw new IOException("The upload ends before its boundary.");
    }
    if (next == delimiter[0] && isDelimiterNext()) {
      atEnd = true;
      return -1;
    }
    return next;
  }

  /** Looks at what follows a carriage return; the stream stands after it unless it is the end. */
  private boolean isDelimiterNext() throws IOException {
    body.mark(delimiter.length);
    for (int i = 1; i < delimiter.length; i++) {
      if (body.read() != delimiter[i]) {
        body.reset();
        return false;
      }
    }
    return true;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    int count = 0;
    while (count < length) {
      int next = read();
      if (next < 0) {
        return count == 0 ? -1 : count;
      }
      target[offset + count++] = (byte) next;
    }
    return count;
  }
}
