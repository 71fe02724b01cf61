package assay.engine.exchange;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import assay.engine.exchange.ForeignModelException.Reason;
import assay.training.checkpoint.Tensor;
import assay.training.json.CanonicalJson;
import assay.training.spec.LayerName;
import assay.training.spec.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a model as Keras's whole-model HDF5 file: a Functional model with its weights, its loss
 * and its optimizer, whose memories begin anew. Stateless.
 */
public final class KerasExport {

  /** An HDF5 attribute holds 64 KiB with its own description. */
  private static final int LONGEST_CONFIG = 60_000;

  private KerasExport() {}

  /** Writes a new file; an older one of that name is overwritten. */
  public static void write(Model model, Path file) {
    String config = json(KerasGraph.of(model.spec()));
    if (config.length() > LONGEST_CONFIG) {
      throw new ForeignModelException(
          Reason.TOO_LARGE,
          "The model's description has "
              + config.length()
              + " bytes and an .h5 attribute holds "
              + LONGEST_CONFIG
              + "; export its weights as .npz.");
    }
    try (WritableHdfFile hdf = HdfFile.write(file)) {
      hdf.putAttribute("keras_version", "3.0.0");
      hdf.putAttribute("backend", "torch");
      hdf.putAttribute("model_config", config);
      hdf.putAttribute("training_config", json(KerasGraph.training(model.spec())));
      writeWeights(model, hdf.putGroup("model_weights"));
    }
  }

  private static void writeWeights(Model model, WritableGroup all) {
    Map<LayerName, List<Tensor>> byLayer =
        model.weights().tensors().stream()
            .collect(groupingBy(tensor -> tensor.spec().layer(), LinkedHashMap::new, toList()));
    // Layers without weights are left out: Keras skips them, and jHDF breaks some empty groups.
    all.putAttribute(
        "layer_names", byLayer.keySet().stream().map(LayerName::value).toArray(String[]::new));
    byLayer.forEach((name, own) -> writeLayer(own, all.putGroup(name.value())));
  }

  private static void writeLayer(List<Tensor> own, WritableGroup group) {
    String[] roles = own.stream().map(tensor -> tensor.spec().role()).toArray(String[]::new);
    group.putAttribute("weight_names", roles);
    own.forEach(tensor -> group.putDataset(tensor.spec().role(), nested(tensor)));
  }

  private static String json(JsonNode tree) {
    return new String(CanonicalJson.bytes(tree), StandardCharsets.UTF_8);
  }

  /** The HDF5 writer takes an array's shape from nested Java arrays. */
  private static Object nested(Tensor tensor) {
    return nested(tensor.values(), tensor.spec().shape(), 0, 0);
  }

  private static Object nested(float[] values, Shape shape, int axis, int offset) {
    int size = shape.size(axis);
    if (axis == shape.axes() - 1) {
      float[] row = new float[size];
      System.arraycopy(values, offset, row, 0, size);
      return row;
    }
    int stride = 1;
    for (int inner = axis + 1; inner < shape.axes(); inner++) {
      stride *= shape.size(inner);
    }
    Object[] rows =
        (Object[])
            Array.newInstance(
                float.class,
                shape.sizes().subList(axis, shape.axes()).stream()
                    .mapToInt(Integer::intValue)
                    .toArray());
    for (int i = 0; i < size; i++) {
      rows[i] = nested(values, shape, axis + 1, offset + i * stride);
    }
    return rows;
  }
}
