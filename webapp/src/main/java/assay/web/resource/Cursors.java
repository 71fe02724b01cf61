package assay.web.resource;

import assay.chain.Bytes32;
import assay.registry.listing.Place;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Cursors as callers carry them: base64url of eight bytes that stand for the list with its order
 * and filters, and of the place where the page ended. They hold no secret and give no right; a
 * cursor of another list is refused because it would skip rows in silence.
 *
 * @param list the list with its order and filters
 */
record Cursors(String list) {

  private static final int MARK = 8;
  private static final int LONGEST = 500;

  /** The cursor for what follows a place. */
  String text(Place place) {
    byte[] value = (place.sorted() + "\n" + place.id()).getBytes(StandardCharsets.UTF_8);
    byte[] cursor = ByteBuffer.allocate(MARK + value.length).put(mark()).put(value).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
  }

  /** The place of a cursor; none for the first page, whose cursor is empty. */
  Optional<Place> place(String cursor) {
    return cursor.isEmpty() ? Optional.empty() : Optional.of(parse(cursor));
  }

  private Place parse(String cursor) {
    byte[] bytes = bytes(cursor);
    if (!Arrays.equals(mark(), Arrays.copyOf(bytes, MARK))) {
      throw refused();
    }
    String value = new String(bytes, MARK, bytes.length - MARK, StandardCharsets.UTF_8);
    int end = value.indexOf('\n');
    if (end < 0) {
      throw refused();
    }
    return new Place(value.substring(0, end), value.substring(end + 1));
  }

  private static byte[] bytes(String cursor) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      if (bytes.length < MARK || bytes.length > LONGEST) {
        throw refused();
      }
      return bytes;
    } catch (IllegalArgumentException e) {
      throw refused();
    }
  }

  private static IllegalArgumentException refused() {
    return new IllegalArgumentException(
        "The cursor is not of this list in this order with these filters; send back a page's next, or begin without.");
  }

  private byte[] mark() {
    byte[] hash = Bytes32.sha256(list.getBytes(StandardCharsets.UTF_8)).bytes();
    return Arrays.copyOf(hash, MARK);
  }
}
