package assay.registry.backup;

import assay.chain.Sha256;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * A backup as lines of JSON: a head with format and schema, one line for each row with its table,
 * and a last line with the number of rows and the SHA-256 of all bytes before it. What was cut or
 * changed is told from what is whole. Who reads the file reads who came for which key: it is made
 * for its owner alone.
 */
final class BackupFile {

  private static final String FORMAT = "assay-backup/1";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  BackupFile(Path file) {
    this.file = file;
  }

  /** Fills a writer. */
  interface Filling {
    void into(Writer writer) throws IOException;
  }

  /** Writes rows, and counts and hashes them. */
  static final class Writer {

    private final BufferedWriter out;
    private final MessageDigest digest = Sha256.digest();
    private long rows;

    private Writer(BufferedWriter out) {
      this.out = out;
    }

    /**
     * A row.
     *
     * @param json of the whole row, as PostgreSQL writes it
     */
    void row(String table, String json) throws IOException {
      line("{\"table\":\"" + table + "\",\"row\":" + json + "}");
      rows++;
    }

    private void line(String line) throws IOException {
      digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
      out.write(line + "\n");
    }
  }

  /**
   * Makes the file, which must not be there yet.
   *
   * @param schema version of the tables
   * @return how many rows it holds
   */
  long write(String schema, Filling filling) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardOpenOption.WRITE)) {
      Writer writer = new Writer(out);
      writer.line(JSON.createObjectNode().put("format", FORMAT).put("schema", schema).toString());
      filling.into(writer);
      out.write(
          JSON.createObjectNode()
                  .put("rows", writer.rows)
                  .put("sha256", HexFormat.of().formatHex(writer.digest.digest()))
              + "\n");
      return writer.rows;
    }
  }

  /**
   * Reads the whole file through before anything is done with it.
   *
   * @return the schema that it is of
   * @throws BackupRefusedException if it is cut short, changed, or no backup
   */
  String requireWhole(Set<String> tables) throws IOException {
    MessageDigest digest = Sha256.digest();
    long rows = -1;
    String schema = "";
    try (BufferedReader in = Files.newBufferedReader(file)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        JsonNode node = parsed(line);
        if (rows < 0) {
          requireFormat(node);
          schema = node.path("schema").asText();
        } else if (node.has("sha256")) {
          requireEnd(node, rows, HexFormat.of().formatHex(digest.digest()), in.readLine() == null);
          return schema;
        } else {
          requireTable(node, tables);
        }
        digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
        rows++;
      }
    }
    throw refused("is cut short: its last line is missing; take another copy.");
  }

  /** Tells every row of a file that is whole: table, and JSON. */
  void forEachRow(BiConsumer<String, String> row) throws IOException {
    try (BufferedReader in = Files.newBufferedReader(file)) {
      in.readLine();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        JsonNode node = parsed(line);
        if (node.has("row")) {
          row.accept(node.path("table").asText(), node.path("row").toString());
        }
      }
    }
  }

  private JsonNode parsed(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new BackupRefusedException(
          "The backup %s has a line that is no JSON; take another copy.".formatted(file), e);
    }
  }

  private void requireFormat(JsonNode head) {
    if (!head.path("format").asText().equals(FORMAT)) {
      throw refused("is no backup of a platform (%s).".formatted(FORMAT));
    }
  }

  private void requireTable(JsonNode row, Set<String> tables) {
    if (!tables.contains(row.path("table").asText())) {
      throw refused(
          "has rows of '%s', which is no table of a platform's own."
              .formatted(row.path("table").asText()));
    }
  }

  private void requireEnd(JsonNode end, long rows, String sha256, boolean isLast) {
    boolean isWhole =
        isLast && end.path("rows").asLong(-1) == rows && end.path("sha256").asText().equals(sha256);
    if (!isWhole) {
      throw refused("is not what was written: count or hash differ; take another copy.");
    }
  }

  private BackupRefusedException refused(String why) {
    return new BackupRefusedException("The backup %s %s".formatted(file, why));
  }
}
