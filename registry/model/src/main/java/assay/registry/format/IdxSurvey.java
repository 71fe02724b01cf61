package assay.registry.format;

import assay.registry.dataset.ElementType;
import assay.registry.dataset.SchemaField;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Looks through an IDX file: a type, dimensions, then exactly as many big-endian values as they
 * say. The first dimension counts the samples. Source: "The MNIST database", Y. LeCun et al.
 */
final class IdxSurvey {

  private static final int MOST_DIMENSIONS = 8;

  private record Element(ElementType type, int bytes) {}

  private static final Map<Integer, Element> ELEMENTS =
      Map.of(
          0x08, new Element(ElementType.UINT8, 1),
          0x09, new Element(ElementType.INT8, 1),
          0x0b, new Element(ElementType.INT16, 2),
          0x0c, new Element(ElementType.INT32, 4),
          0x0d, new Element(ElementType.FLOAT32, 4),
          0x0e, new Element(ElementType.FLOAT64, 8));

  private IdxSurvey() {}

  /** Reads the content to its end. */
  static Survey of(InputStream content) throws IOException {
    DataInputStream in = new DataInputStream(content);
    try {
      return survey(in);
    } catch (EOFException e) {
      throw new FormatRefusedException(
          "The IDX file ends inside its header; copy the file again.", e);
    }
  }

  private static Survey survey(DataInputStream in) throws IOException {
    int zeros = in.readUnsignedShort();
    Element element = ELEMENTS.get(in.readUnsignedByte());
    int dimensions = in.readUnsignedByte();
    if (zeros != 0 || element == null || dimensions < 1 || dimensions > MOST_DIMENSIONS) {
      throw new FormatRefusedException(
          "This is not an IDX file; it must start with two zeros, a type and 1..8 dimensions.");
    }
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < dimensions; i++) {
      sizes.add(in.readInt());
    }
    Shape shape = new Shape(sizes, element.bytes());
    shape.requireExactly(in, "IDX");
    SchemaField field = new SchemaField("values", element.type(), shape.ofOneSample(), false);
    return new Survey("idx", List.of(field), shape.samples());
  }
}
