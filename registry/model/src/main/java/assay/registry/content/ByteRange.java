package assay.registry.content;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a file, as a request asks for it. Source: RFC 9110, section 14.
 *
 * @param first its first byte, from 0
 * @param length how many bytes; 0 if the file has none of those asked for
 */
record ByteRange(long first, long length) {

  private static final Pattern FORM = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /** The one part asked for; nothing where all, or several parts, are asked for. */
  static Optional<ByteRange> parse(@Nullable String header, long fileLength) {
    Matcher form = FORM.matcher(header == null ? "" : header);
    if (!form.matches() || (form.group(1).isEmpty() && form.group(2).isEmpty())) {
      return Optional.empty();
    }
    if (form.group(1).isEmpty()) {
      long last = Math.min(Long.parseLong(form.group(2)), fileLength);
      return Optional.of(new ByteRange(fileLength - last, last));
    }
    long first = Long.parseLong(form.group(1));
    long end =
        form.group(2).isEmpty()
            ? fileLength
            : Math.min(Long.parseLong(form.group(2)) + 1, fileLength);
    return Optional.of(new ByteRange(first, Math.max(0, end - first)));
  }

  /** The value of {@code Content-Range}. */
  String header(long fileLength) {
    return length == 0
        ? "bytes */" + fileLength
        : "bytes " + first + "-" + (first + length - 1) + "/" + fileLength;
  }
}
