package assay.chain.local;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The file in which anvil 1.7.1 keeps a chain. Every start makes a first block of its own, which is
 * written beside the chain's, and when the file is read any of them may become the chain's. The
 * oldest is the true one.
 *
 * @param file JSON, of any size; it need not exist
 */
record KeptChain(Path file) {

  private static final String BLOCKS = "blocks";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Leaves out all first blocks but the true one; nobody may use the chain meanwhile. */
  void keepOneFirstBlock() throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    List<Long> times = timesOfFirstBlocks();
    if (times.size() > 1) {
      Path mended = file.resolveSibling(file.getFileName() + ".mended");
      copyTo(mended, Collections.min(times));
      Files.move(mended, file, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private List<Long> timesOfFirstBlocks() throws IOException {
    List<Long> times = new ArrayList<>();
    try (JsonParser in = JSON.createParser(file.toFile())) {
      requireObject(in);
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        boolean isBlocks = in.currentName().equals(BLOCKS);
        in.nextToken();
        if (isBlocks) {
          while (in.nextToken() != JsonToken.END_ARRAY) {
            JsonNode block = in.readValueAsTree();
            if (isFirst(block)) {
              times.add(time(block));
            }
          }
        } else {
          in.skipChildren();
        }
      }
    }
    return times;
  }

  private void copyTo(Path mended, long first) throws IOException {
    try (JsonParser in = JSON.createParser(file.toFile());
        JsonGenerator out = JSON.createGenerator(mended.toFile(), JsonEncoding.UTF8)) {
      requireObject(in);
      out.writeStartObject();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        out.writeFieldName(name);
        in.nextToken();
        if (name.equals(BLOCKS)) {
          copyBlocks(in, out, first);
        } else {
          out.copyCurrentStructure(in);
        }
      }
      out.writeEndObject();
    }
  }

  private static void copyBlocks(JsonParser in, JsonGenerator out, long first) throws IOException {
    out.writeStartArray();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      JsonNode block = in.readValueAsTree();
      if (!isFirst(block) || time(block) == first) {
        out.writeTree(block);
      }
    }
    out.writeEndArray();
  }

  private void requireObject(JsonParser in) throws IOException {
    if (in.nextToken() != JsonToken.START_OBJECT) {
      throw new IOException(file + " keeps no chain; delete its folder to begin anew.");
    }
  }

  private static boolean isFirst(JsonNode block) {
    return Long.decode(block.path("header").path("number").asText()) == 0;
  }

  private static long time(JsonNode block) {
    return Long.decode(block.path("header").path("timestamp").asText());
  }
}
