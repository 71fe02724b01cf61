package assay.chain;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.util.function.Function;

/** How chain values stand in JSON: addresses and hashes as hex text, wei as decimal text. */
public final class ChainJsonModule extends SimpleModule {

  public ChainJsonModule() {
    super("assay-chain");
    add(Address.class, Address::new);
    add(Bytes32.class, Bytes32::new);
    add(Wei.class, Wei::of);
  }

  private <T> void add(Class<T> type, Function<String, T> reader) {
    addSerializer(type, ToStringSerializer.instance);
    addDeserializer(type, new FromText<>(type, reader));
  }

  private static final class FromText<T> extends StdScalarDeserializer<T> {

    private final transient Function<String, T> reader;

    FromText(Class<T> type, Function<String, T> reader) {
      super(type);
      this.reader = reader;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      String text = parser.getValueAsString("");
      try {
        return reader.apply(text);
      } catch (IllegalArgumentException e) {
        throw context.weirdStringException(text, handledType(), e.getMessage());
      }
    }
  }
}
