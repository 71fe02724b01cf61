package assay.engine.exchange;

import assay.engine.exchange.ForeignModelException.Reason;
import assay.training.TrainingException;
import assay.training.checkpoint.Tensor;
import assay.training.checkpoint.Weights;
import assay.training.spec.LayerName;
import assay.training.spec.ModelLimits;
import assay.training.spec.ModelSpec;
import assay.training.spec.TensorSpec;
import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.filter.PipelineFilterWithData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Keras's whole-model HDF5 file. The configuration becomes a spec first; then every array's place,
 * type and shape must be what the spec implies before one number is read. Links out of the file are
 * refused. The HDF5 reader beneath is pure Java but believes sizes in the file: give it strangers'
 * files only where memory and time are limited. Stateless.
 */
public final class KerasFile {

  /** Weights, two optimizer memories for each, and their descriptions. */
  public static final long LONGEST = 3 * Float.BYTES * ModelLimits.DEFAULT.parameters() + (1 << 24);

  private static final int DEEPEST = 8;

  /** HDF5's numbers for deflate, byte shuffling, Fletcher's checksum and h5py's LZF. */
  private static final Set<Integer> PACKINGS = Set.of(1, 2, 3, 32_000);

  private KerasFile() {}

  /** Reads a whole file. */
  public static Model read(byte[] file) {
    if (file.length > LONGEST) {
      throw new ForeignModelException(
          Reason.TOO_LARGE,
          "The file has " + file.length + " bytes; at most " + LONGEST + " are read.");
    }
    try (HdfFile hdf = HdfFile.fromBytes(file)) {
      return read(hdf);
    } catch (TrainingException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      throw new ForeignModelException(
          Reason.MALFORMED, "The file is no HDF5 file that can be read: " + e.getMessage(), e);
    }
  }

  private static Model read(HdfFile hdf) {
    ModelSpec spec = KerasConfig.spec(text(hdf, "model_config"), text(hdf, "training_config"));
    Group all = group(hdf, "model_weights");
    Map<LayerName, Map<String, Dataset>> found = new HashMap<>();
    Map<TensorSpec, Dataset> datasets = new HashMap<>();
    for (TensorSpec tensor : spec.tensors()) {
      Map<String, Dataset> ofLayer =
          found.computeIfAbsent(tensor.layer(), layer -> arrays(all, layer.value()));
      datasets.put(tensor, checked(tensor, ofLayer));
    }
    requireNothingElse(spec, found);
    List<Tensor> tensors = new ArrayList<>();
    spec.tensors()
        .forEach(
            t -> tensors.add(Tensor.of(t, values(t, Objects.requireNonNull(datasets.get(t))))));
    return new Model(spec, new Weights(tensors));
  }

  private static String text(HdfFile hdf, String name) {
    Attribute attribute = hdf.getAttribute(name);
    if (attribute == null || !(attribute.getData() instanceof String text)) {
      if (name.equals("model_config")) {
        throw new ForeignModelException(
            Reason.MALFORMED,
            "The file has no model_config; save the whole model, not its weights.");
      }
      return "";
    }
    return text;
  }

  private static Group group(Group parent, String name) {
    Node child = parent.getChildren().get(name);
    if (child == null || child.isLink() || !(child instanceof Group group)) {
      throw new ForeignModelException(
          Reason.WRONG_TENSORS, "The file lacks the group '" + name + "'.");
    }
    return group;
  }

  private static Map<String, Dataset> arrays(Group all, String layer) {
    Map<String, Dataset> arrays = new HashMap<>();
    collect(group(all, layer), "", DEEPEST, arrays);
    return arrays;
  }

  private static void collect(
      Group group, String direction, int depth, Map<String, Dataset> arrays) {
    for (Node child : group.getChildren().values()) {
      if (child.isLink() || depth == 0) {
        throw new ForeignModelException(
            Reason.WRONG_TENSORS,
            "The weights hold a link or groups too deep; neither is followed.");
      }
      if (child instanceof Dataset dataset) {
        String role = direction + child.getName().replaceFirst(":0$", "");
        if (arrays.put(role, dataset) != null) {
          throw new ForeignModelException(
              Reason.WRONG_TENSORS, "Two arrays of one layer are called '" + role + "'.");
        }
      } else if (child instanceof Group inner) {
        collect(inner, direction(direction, child.getName()), depth - 1, arrays);
      }
    }
  }

  private static String direction(String outer, String name) {
    if (name.startsWith("forward_")) {
      return "forward_";
    }
    return name.startsWith("backward_") ? "backward_" : outer;
  }

  private static Dataset checked(TensorSpec tensor, Map<String, Dataset> ofLayer) {
    Dataset dataset = ofLayer.get(role(tensor, ofLayer));
    if (dataset == null) {
      throw new ForeignModelException(
          Reason.WRONG_TENSORS, "The file lacks the array " + tensor.key() + ".");
    }
    int[] sizes = tensor.shape().sizes().stream().mapToInt(Integer::intValue).toArray();
    boolean isFloat = dataset.getJavaType() == float.class;
    if (!isFloat || !Arrays.equals(dataset.getDimensions(), sizes)) {
      throw new ForeignModelException(
          Reason.WRONG_TENSORS,
          "The array "
              + tensor.key()
              + " is of "
              + dataset.getJavaType().getSimpleName()
              + Arrays.toString(dataset.getDimensions())
              + "; its layer needs float"
              + tensor.shape()
              + ".");
    }
    requireReadable(tensor, dataset);
    return dataset;
  }

  private static void requireReadable(TensorSpec tensor, Dataset dataset) {
    for (PipelineFilterWithData packing : dataset.getFilters()) {
      if (!PACKINGS.contains(packing.getId())) {
        throw new ForeignModelException(
            Reason.MALFORMED,
            "The array "
                + tensor.key()
                + " is packed by '"
                + packing.getName()
                + "', which is not read here; save it unpacked or with gzip.");
      }
    }
  }

  /** A layer whose own name begins so puts the prefix on all it holds. */
  private static String role(TensorSpec tensor, Map<String, Dataset> ofLayer) {
    for (String direction : List.of("", "forward_", "backward_")) {
      if (ofLayer.containsKey(direction + tensor.role())) {
        return direction + tensor.role();
      }
    }
    return tensor.role();
  }

  private static void requireNothingElse(
      ModelSpec spec, Map<LayerName, Map<String, Dataset>> found) {
    long arrays = found.values().stream().mapToLong(Map::size).sum();
    if (arrays != spec.tensors().size()) {
      throw new ForeignModelException(
          Reason.WRONG_TENSORS,
          "The file holds " + arrays + " arrays, its layers need " + spec.tensors().size() + ".");
    }
  }

  private static float[] values(TensorSpec tensor, Dataset dataset) {
    if (dataset.getDataFlat() instanceof float[] values) {
      return values;
    }
    throw new ForeignModelException(
        Reason.WRONG_TENSORS, "The array " + tensor.key() + " holds no float32 numbers.");
  }
}
