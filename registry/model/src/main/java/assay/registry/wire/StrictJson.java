package assay.registry.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.BiFunction;

/**
 * Reads and writes one kind of JSON document. Reading refuses unknown, missing, doubled and null
 * fields, coerced types, trailing text, deep nesting and anything above the size limit; writing
 * always gives the same bytes. Thread-safe.
 *
 * @param <T> a record whose constructor checks its values
 */
public final class StrictJson<T> {

  private static final int DEEPEST = 12;
  private static final int LONGEST_NUMBER = 20;

  private final Class<T> type;
  private final int maxBytes;
  private final BiFunction<String, Throwable, ? extends RuntimeException> refusal;
  private final ObjectReader reader;
  private final ObjectWriter writer;

  /**
   * @param maxBytes the longest document that is read
   * @param refusal makes the exception for a document that is not accepted
   */
  public StrictJson(
      Class<T> type,
      int maxBytes,
      BiFunction<String, Throwable, ? extends RuntimeException> refusal) {
    this.type = type;
    this.maxBytes = maxBytes;
    this.refusal = refusal;
    ObjectMapper mapper = mapper(maxBytes);
    reader = mapper.readerFor(type);
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    writer =
        mapper.writer(
            new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines));
  }

  private static ObjectMapper mapper(int maxBytes) {
    JsonFactory factory =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxStringLength(maxBytes)
                    .build())
            .build();
    return JsonMapper.builder(factory)
        .enable(
            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
            DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
            DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
            DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .addModule(new ValueTexts())
        .build();
  }

  /** The document, or the exception this reader was given. */
  public T read(byte[] json) {
    if (json.length > maxBytes) {
      String why = "it has " + json.length + " bytes, the limit is " + maxBytes;
      throw refused(why, new IllegalArgumentException(why));
    }
    try {
      return reader.readValue(json);
    } catch (JsonMappingException e) {
      Throwable cause = e.getCause() instanceof IllegalArgumentException inner ? inner : e;
      String where = e.getPathReference().replaceAll("[\\w.]+\\[", "[");
      throw refused("at " + where + ": " + firstLine(cause), e);
    } catch (IOException e) {
      throw refused(firstLine(e), e);
    }
  }

  private RuntimeException refused(String why, Throwable cause) {
    String name = type.getSimpleName().toLowerCase(Locale.ROOT);
    return refusal.apply("This is not an acceptable " + name + ": " + why, cause);
  }

  private static String firstLine(Throwable failure) {
    String message =
        failure instanceof JsonProcessingException json
            ? json.getOriginalMessage()
            : String.valueOf(failure.getMessage());
    return message.lines().findFirst().orElse("no reason given");
  }

  /** The one form of the document: fields in declared order, two spaces, a final line end. */
  public byte[] write(T document) {
    try {
      return (writer.writeValueAsString(document) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A " + type.getSimpleName() + " became unwritable JSON.", e);
    }
  }
}
