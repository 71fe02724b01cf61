package assay.registry.format;

import assay.registry.dataset.ElementType;
import assay.registry.dataset.SchemaField;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Looks through a table of comma-separated values in UTF-8: one sample a row, equally many values
 * in each. A first row of names that are no numbers and all different is its head; without one the
 * columns are called {@code column1} and so on. Source: RFC 4180.
 */
final class CsvSurvey {

  /** More columns than this become one field of many values. */
  private static final int MOST_FIELDS = 1000;

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();

  private final List<String> names;
  private final Kind[] kinds;
  private long rows;

  /** What all values of a column can be read as; an empty value is a missing number. */
  private enum Kind {
    WHOLE(ElementType.INT64),
    REAL(ElementType.FLOAT64),
    TEXT(ElementType.TEXT);

    private final ElementType type;

    Kind(ElementType type) {
      this.type = type;
    }

    Kind with(String value) {
      Kind of = Numbers.isWhole(value) ? WHOLE : Numbers.isReal(value) ? REAL : TEXT;
      return compareTo(of) >= 0 ? this : of;
    }
  }

  private CsvSurvey(List<String> names) {
    this.names = names;
    this.kinds = new Kind[names.size()];
    Arrays.fill(kinds, Kind.WHOLE);
  }

  /** Reads the content to its end. */
  static Survey of(InputStream content) throws IOException {
    RowLimit reader = new RowLimit(utf8(content));
    try (CSVParser rows = CSVParser.parse(reader, FORMAT)) {
      return survey(rows, reader);
    } catch (UncheckedIOException e) {
      throw translated(Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw translated(e);
    }
  }

  private static IOException translated(IOException e) {
    if (e instanceof CharacterCodingException) {
      throw new FormatRefusedException(
          "The table is not in UTF-8; convert it, for example with iconv.", e);
    }
    if (e.getMessage() != null && e.getMessage().contains("quote")) {
      throw new FormatRefusedException("The table is not sound: " + e.getMessage() + ".", e);
    }
    return e;
  }

  private static Reader utf8(InputStream content) {
    return new InputStreamReader(
        content,
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  private static Survey survey(CSVParser rows, RowLimit reader) {
    Iterator<CSVRecord> records = rows.iterator();
    if (!records.hasNext()) {
      throw new FormatRefusedException("The table is empty; give one row for each sample.");
    }
    List<String> first = records.next().toList();
    boolean hasHead = isHead(first);
    CsvSurvey survey = new CsvSurvey(hasHead ? first : numbered(first.size()));
    if (!hasHead) {
      survey.see(first, 1);
    }
    while (records.hasNext()) {
      CSVRecord row = records.next();
      survey.see(row.toList(), row.getRecordNumber());
      reader.startRow();
    }
    return survey.result();
  }

  private static boolean isHead(List<String> row) {
    return new HashSet<>(row).size() == row.size()
        && row.stream().noneMatch(name -> name.isBlank() || Numbers.isReal(name));
  }

  private static List<String> numbered(int columns) {
    return IntStream.rangeClosed(1, columns).mapToObj(i -> "column" + i).toList();
  }

  private void see(List<String> values, long row) {
    if (values.size() != kinds.length) {
      throw new FormatRefusedException(
          "Row %d of the table has %d values, the first has %d; mend the row."
              .formatted(row, values.size(), kinds.length));
    }
    rows++;
    for (int i = 0; i < kinds.length; i++) {
      if (kinds[i] != Kind.TEXT) {
        kinds[i] = kinds[i].with(values.get(i));
      }
    }
  }

  private Survey result() {
    if (rows == 0) {
      throw new FormatRefusedException(
          "The table has a head and no rows; give one row for each sample.");
    }
    return new Survey("csv", kinds.length > MOST_FIELDS ? oneField() : fields(), rows);
  }

  private List<SchemaField> fields() {
    List<SchemaField> fields = new ArrayList<>();
    for (int i = 0; i < kinds.length; i++) {
      fields.add(new SchemaField(names.get(i), kinds[i].type, List.of(), false));
    }
    return fields;
  }

  private List<SchemaField> oneField() {
    Kind widest = Arrays.stream(kinds).max(Kind::compareTo).orElseThrow();
    return List.of(new SchemaField("values", widest.type, List.of(kinds.length), false));
  }
}
