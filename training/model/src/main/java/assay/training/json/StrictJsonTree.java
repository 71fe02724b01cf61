package assay.training.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;

/**
 * Reads JSON that a stranger wrote: valid UTF-8, no duplicate names, nothing after the value,
 * nesting of at most 16, short names, strings and numbers, and a length that the caller sets. The
 * caller also says which exception a refusal becomes. Immutable, safe for threads.
 */
public final class StrictJsonTree {

  private static final int DEEPEST = 16;
  private static final int LONGEST_NAME = 256;
  private static final int LONGEST_STRING = 4096;
  private static final int LONGEST_NUMBER = 40;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNameLength(LONGEST_NAME)
                          .maxStringLength(LONGEST_STRING)
                          .maxNumberLength(LONGEST_NUMBER)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String what;
  private final int maxBytes;
  private final BiFunction<String, Throwable, ? extends RuntimeException> refusal;

  /**
   * @param what the thing read, as messages name it
   * @param maxBytes longest text accepted
   * @param refusal makes the exception from a message and its cause
   */
  public StrictJsonTree(
      String what,
      int maxBytes,
      BiFunction<String, Throwable, ? extends RuntimeException> refusal) {
    this.what = what;
    this.maxBytes = maxBytes;
    this.refusal = refusal;
  }

  /** Reads one JSON object. */
  public JsonNode readObject(byte[] json) {
    if (json.length > maxBytes) {
      String message = what + " has " + json.length + " bytes; at most " + maxBytes + " are read.";
      throw refusal.apply(message, new IllegalArgumentException(message));
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
      JsonNode tree = MAPPER.readTree(text);
      if (!tree.isObject()) {
        throw new IOException("the top is no object");
      }
      return tree;
    } catch (JsonProcessingException e) {
      throw refusal.apply(what + " is not acceptable JSON: " + why(e), e);
    } catch (CharacterCodingException e) {
      throw refusal.apply(what + " is not valid UTF-8.", e);
    } catch (IOException e) {
      throw refusal.apply(what + " is not acceptable JSON: " + e.getMessage() + ".", e);
    }
  }

  /** In words for whoever wrote it; Jackson's own here would name classes. */
  private static String why(JsonProcessingException wrong) {
    return wrong instanceof MismatchedInputException
        ? "more follows after its end."
        : wrong.getOriginalMessage();
  }
}
