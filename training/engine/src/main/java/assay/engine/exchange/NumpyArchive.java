package assay.engine.exchange;

import assay.engine.exchange.ForeignModelException.Reason;
import assay.training.checkpoint.Tensor;
import assay.training.checkpoint.Weights;
import assay.training.spec.ModelSpec;
import assay.training.spec.TensorSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Weights as NumPy's {@code .npz}: a zip with one {@code layer/role.npy} for each tensor, float32,
 * in C order. Reading demands exactly the tensors that a spec implies; sizes come from the spec,
 * never from the file; pickled objects cannot be in it. Stateless.
 */
public final class NumpyArchive {

  private static final String SUFFIX = ".npy";

  private NumpyArchive() {}

  /** Writes the tensors as they are, unpacked, with a fixed time: equal weights, equal bytes. */
  public static void write(Weights weights, OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    zip.setMethod(ZipOutputStream.STORED);
    for (Tensor tensor : weights.tensors()) {
      byte[] content = content(tensor);
      zip.putNextEntry(entry(tensor.spec().key() + SUFFIX, content));
      zip.write(content);
      zip.closeEntry();
    }
    zip.finish();
  }

  /** Reads weights for the spec up to the archive's end. */
  public static Weights read(ModelSpec spec, InputStream in) {
    Map<String, TensorSpec> wanted = new HashMap<>();
    spec.tensors().forEach(tensor -> wanted.put(tensor.key() + SUFFIX, tensor));
    Map<TensorSpec, Tensor> read = new HashMap<>();
    ZipInputStream zip = new ZipInputStream(in);
    try {
      for (ZipEntry next = zip.getNextEntry(); next != null; next = zip.getNextEntry()) {
        TensorSpec tensor = wanted.remove(next.getName());
        if (tensor == null) {
          throw wrong(
              "holds '" + KerasSettings.shown(next.getName()) + "' twice or besides the model's");
        }
        read.put(tensor, tensor(tensor, zip));
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new ForeignModelException(
          Reason.MALFORMED, "The archive cannot be read: " + e.getMessage(), e);
    }
    if (!wanted.isEmpty()) {
      throw wrong("lacks " + wanted.keySet());
    }
    List<Tensor> inOrder = new ArrayList<>();
    spec.tensors().forEach(tensor -> inOrder.add(Objects.requireNonNull(read.get(tensor))));
    return new Weights(inOrder);
  }

  private static Tensor tensor(TensorSpec spec, ZipInputStream zip) throws IOException {
    NumpyHeader.require(spec, zip);
    float[] values = new float[(int) spec.shape().elements()];
    byte[] bytes = zip.readNBytes(values.length * Float.BYTES);
    if (bytes.length < values.length * Float.BYTES || zip.read() >= 0) {
      throw wrong("holds another number of values for " + spec.key());
    }
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return Tensor.of(spec, values);
  }

  private static byte[] content(Tensor tensor) {
    byte[] header = NumpyHeader.of(tensor.spec());
    ByteBuffer content =
        ByteBuffer.allocate(header.length + tensor.size() * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(header);
    for (int i = 0; i < tensor.size(); i++) {
      content.putFloat(tensor.value(i));
    }
    return content.array();
  }

  private static ZipEntry entry(String name, byte[] content) {
    CRC32 sum = new CRC32();
    sum.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
    entry.setSize(content.length);
    entry.setCompressedSize(content.length);
    entry.setCrc(sum.getValue());
    return entry;
  }

  private static ForeignModelException wrong(String what) {
    return new ForeignModelException(Reason.WRONG_TENSORS, "The archive " + what + ".");
  }
}
