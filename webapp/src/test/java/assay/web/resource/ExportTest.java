package assay.web.resource;

import static org.assertj.core.api.Assertions.assertThat;

import assay.registry.listing.Listing;
import assay.registry.listing.Place;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ExportTest {

  private static final int PAGE = 100;
  private static final long ROWS = 200_000;

  /** A row of a list. */
  public record Row(long number, String text, Optional<String> absent, List<Integer> parts) {}

  private long fetched;

  private Listing<Row> page(Optional<Place> place) {
    long from = place.map(Place::id).map(Long::valueOf).orElse(0L);
    long end = Math.min(ROWS, from + PAGE);
    List<Row> rows =
        LongStream.range(from, end)
            .mapToObj(number -> new Row(number, "a, \"b\"\n", Optional.empty(), List.of(1, 2)))
            .toList();
    fetched = end;
    return new Listing<>(
        rows, end == ROWS ? Optional.empty() : Optional.of(new Place("", String.valueOf(end))));
  }

  private static void write(Export<Row> export, ExportFormat format, OutputStream out)
      throws IOException {
    ((StreamingOutput) export.as(format).getEntity()).write(out);
  }

  /** Counts lines, and the most rows that were fetched and not yet written. */
  private final class Sink extends OutputStream {

    private long lines;
    private long mostHeld;

    @Override
    public void write(int octet) {
      lines += octet == '\n' ? 1 : 0;
      mostHeld = Math.max(mostHeld, fetched - lines);
    }
  }

  @Test
  void shouldHoldOnePageOfManyRows() throws IOException {
    Sink sink = new Sink();

    write(new Export<>("rows", Row.class, this::page), ExportFormat.NDJSON, sink);

    assertThat(sink.lines).isEqualTo(ROWS);
    assertThat(sink.mostHeld).isLessThanOrEqualTo(PAGE);
  }

  @Test
  void shouldWriteARowOfCsvForEachItem() throws IOException {
    Listing<Row> one =
        new Listing<>(
            List.of(new Row(7, "a, \"b\"\n", Optional.empty(), List.of(1, 2))), Optional.empty());
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    write(new Export<>("rows", Row.class, place -> one), ExportFormat.CSV, out);

    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("number,text,absent,parts\r\n7,\"a, \"\"b\"\"\n\",,\"[1,2]\"\r\n");
  }

  @Test
  void shouldWriteAHeadForNothing() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    write(
        new Export<>("rows", Row.class, place -> new Listing<Row>(List.of(), Optional.empty())),
        ExportFormat.CSV,
        out);

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("number,text,absent,parts\r\n");
  }
}
