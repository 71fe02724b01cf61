package assay.agent.platform;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.CollectionType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Reads answers as those of a stranger: what the contract requires must be there and no entry of a
 * list may be null; but of a list of what other accounts wrote, an entry that cannot be read is
 * left out.
 */
final class AnswerModule extends SimpleModule {

  /**
   * @param foreign what other accounts write
   */
  AnswerModule(Set<Class<?>> foreign) {
    super("assay-answers");
    setDeserializerModifier(new Readers(foreign));
  }

  private static final class Readers extends BeanDeserializerModifier {

    private final transient Set<Class<?>> foreign;

    Readers(Set<Class<?>> foreign) {
      this.foreign = Set.copyOf(foreign);
    }

    @Override
    public JsonDeserializer<?> modifyDeserializer(
        DeserializationConfig config, BeanDescription type, JsonDeserializer<?> reader) {
      List<BeanPropertyDefinition> required =
          type.findProperties().stream().filter(BeanPropertyDefinition::isRequired).toList();
      return required.isEmpty() ? reader : new Whole(reader, required);
    }

    @Override
    public JsonDeserializer<?> modifyCollectionDeserializer(
        DeserializationConfig config,
        CollectionType type,
        BeanDescription description,
        JsonDeserializer<?> reader) {
      JavaType entry = type.getContentType();
      return foreign.contains(entry.getRawClass())
          ? new ReadableEntries(entry)
          : new WithoutNulls(reader);
    }
  }

  /** Refuses an object that lacks a field which it must have. */
  private static final class Whole extends DelegatingDeserializer {

    private final transient List<BeanPropertyDefinition> required;

    Whole(JsonDeserializer<?> reader, List<BeanPropertyDefinition> required) {
      super(reader);
      this.required = required;
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> reader) {
      return new Whole(reader, required);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      Object read = super.deserialize(parser, context);
      for (BeanPropertyDefinition field : required) {
        if (field.getAccessor().getValue(read) == null) {
          context.reportInputMismatch(handledType(), "'%s' is missing", field.getName());
        }
      }
      return read;
    }
  }

  /** Refuses a list with an entry that is nothing. */
  private static final class WithoutNulls extends DelegatingDeserializer {

    WithoutNulls(JsonDeserializer<?> reader) {
      super(reader);
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> reader) {
      return new WithoutNulls(reader);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      Object read = super.deserialize(parser, context);
      if (read instanceof Collection<?> entries && entries.contains(null)) {
        context.reportInputMismatch(handledType(), "an entry is null");
      }
      return read;
    }
  }

  private static final class ReadableEntries extends JsonDeserializer<List<Object>> {

    private final JavaType type;

    ReadableEntries(JavaType type) {
      this.type = type;
    }

    @Override
    public List<Object> deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (!parser.isExpectedStartArrayToken()) {
        context.reportInputMismatch(List.class, "a list is missing");
      }
      List<Object> entries = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        add(context.readTree(parser), context, entries);
      }
      return entries;
    }

    private void add(JsonNode entry, DeserializationContext context, List<Object> entries)
        throws IOException {
      try {
        Object read = context.readTreeAsValue(entry, type);
        if (read != null) {
          entries.add(read);
        }
      } catch (JsonProcessingException e) {
        // Whoever wrote it keeps nobody from reading the others.
      }
    }
  }
}
