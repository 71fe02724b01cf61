package assay.web.resource;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;

/** Refuses texts with the character U+0000, which JSON can carry and PostgreSQL cannot keep. */
final class PlainTexts extends SimpleModule {

  PlainTexts() {
    super("assay-plain-texts");
    addDeserializer(String.class, new WithoutNul());
  }

  /** Whether it holds the character U+0000. */
  static boolean hasNul(String text) {
    return text.indexOf('\0') >= 0;
  }

  private static final class WithoutNul extends StringDeserializer {

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String text = super.deserialize(parser, context);
      if (hasNul(text)) {
        throw context.weirdStringException("", String.class, "U+0000 is kept nowhere");
      }
      return text;
    }
  }
}
