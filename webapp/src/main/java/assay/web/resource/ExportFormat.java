package assay.web.resource;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** The forms in which lists are exported. Both say the same. */
enum ExportFormat {
  /** A row each (RFC 4180); what is a list within it stands there as JSON. */
  CSV("text/csv;charset=UTF-8;header=present") {
    @Override
    Rows begin(List<String> fields, OutputStream out) throws IOException {
      Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
      CSVPrinter printer = new CSVPrinter(text, CSVFormat.RFC4180);
      printer.printRecord(fields);
      return new Rows() {
        @Override
        public void add(Object item) throws IOException {
          printer.printRecord(cells(fields, Json.tree(item)));
        }

        @Override
        public void end() throws IOException {
          printer.flush();
        }
      };
    }
  },
  /** A JSON document a line, as the API's lists have it. */
  NDJSON("application/x-ndjson") {
    @Override
    Rows begin(List<String> fields, OutputStream out) {
      return new Rows() {
        @Override
        public void add(Object item) throws IOException {
          out.write(Json.bytes(item));
          out.write('\n');
        }

        @Override
        public void end() throws IOException {
          out.flush();
        }
      };
    }
  },
  /** One JSON array of the same documents. */
  JSON("application/json") {
    @Override
    Rows begin(List<String> fields, OutputStream out) throws IOException {
      return new Rows() {
        private char separator = '[';

        @Override
        public void add(Object item) throws IOException {
          out.write(separator);
          out.write('\n');
          out.write(Json.bytes(item));
          separator = ',';
        }

        @Override
        public void end() throws IOException {
          out.write((separator == '[' ? "[]\n" : "\n]\n").getBytes(StandardCharsets.UTF_8));
          out.flush();
        }
      };
    }
  };

  private final String mediaType;

  ExportFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /** Where rows go. */
  interface Rows {

    void add(Object item) throws IOException;

    void end() throws IOException;
  }

  /** Begins a file of rows with these fields. */
  abstract Rows begin(List<String> fields, OutputStream out) throws IOException;

  String mediaType() {
    return mediaType;
  }

  /** How a file's name ends. */
  String ending() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ExportFormat named(String name) {
    for (ExportFormat format : values()) {
      if (format.ending().equals(name)) {
        return format;
      }
    }
    throw new IllegalArgumentException(
        "'%s' is no format of an export; write csv, ndjson or json.".formatted(name));
  }

  private static List<String> cells(List<String> fields, JsonNode item) {
    List<String> cells = new ArrayList<>();
    for (String field : fields) {
      JsonNode value = item.path(field);
      cells.add(value.isContainerNode() ? value.toString() : value.asText());
    }
    return cells;
  }
}
