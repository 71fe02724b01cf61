package assay.web.resource;

import assay.registry.listing.Listing;
import assay.registry.listing.Place;
import assay.registry.listing.Wanted;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A whole list, however long: read page by page, each in a transaction of its own, and written on
 * before the next is read. Neither memory nor a connection is held for a slow reader. Rows that
 * come meanwhile are there if they belong behind the place that is reached.
 *
 * @param name of the file, without its ending
 * @param type of the rows, a record whose components are the fields
 */
record Export<T extends Record>(
    String name, Class<T> type, Function<Optional<Place>, Listing<T>> pages) {

  /** Of a list with an order and filters; those without a value do not count. */
  static <T extends Record> Export<T> of(
      String name,
      Class<T> type,
      String order,
      Map<String, Optional<String>> filters,
      Function<Wanted, Listing<T>> read) {
    Map<String, String> chosen = new TreeMap<>();
    filters.forEach((filter, value) -> value.ifPresent(text -> chosen.put(filter, text)));
    return new Export<>(
        name, type, place -> read.apply(new Wanted(order, chosen, place, Wanted.MOST)));
  }

  /** The file; what refuses its first page is answered as a refusal. */
  Response as(ExportFormat format) {
    Listing<T> first = pages.apply(Optional.empty());
    StreamingOutput file = out -> write(format, first, out);
    return Response.ok(file, format.mediaType())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"%s.%s\"".formatted(name, format.ending()))
        .build();
  }

  private void write(ExportFormat format, Listing<T> first, OutputStream out) throws IOException {
    ExportFormat.Rows rows = format.begin(fields(), out);
    Listing<T> page = first;
    add(rows, page.items());
    while (page.end().isPresent()) {
      page = pages.apply(page.end());
      add(rows, page.items());
    }
    rows.end();
  }

  private static void add(ExportFormat.Rows rows, List<?> items) throws IOException {
    for (Object item : items) {
      rows.add(item);
    }
  }

  private List<String> fields() {
    return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
  }
}
