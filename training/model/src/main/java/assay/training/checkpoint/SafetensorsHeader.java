package assay.training.checkpoint;

import assay.training.checkpoint.CheckpointRefusedException.Reason;
import assay.training.json.CanonicalJson;
import assay.training.json.StrictJsonTree;
import assay.training.spec.TensorSpec;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The JSON header of a safetensors file: which tensor lies where. */
final class SafetensorsHeader {

  private static final String METADATA = "__metadata__";
  private static final Set<String> FIELDS = Set.of("dtype", "shape", "data_offsets");
  private static final int ALIGNMENT = 8;
  private static final int ROOM_PER_TENSOR = 512;
  private static final int ROOM_FOR_METADATA = 1 << 14;

  private SafetensorsHeader() {}

  private record Placed(TensorSpec tensor, long begin, long end) {}

  /** Room for every tensor with its name and for some metadata, whatever the file claims. */
  static int maxBytes(List<TensorSpec> tensors) {
    return ROOM_FOR_METADATA + tensors.size() * ROOM_PER_TENSOR;
  }

  static <T> List<T> sorted(List<T> things, Function<T, TensorSpec> spec) {
    return things.stream()
        .sorted(Comparator.comparing((T thing) -> spec.apply(thing).key()))
        .toList();
  }

  static byte[] write(List<TensorSpec> tensors) {
    ObjectNode header = JsonNodeFactory.instance.objectNode();
    long offset = 0;
    for (TensorSpec tensor : sorted(tensors, Function.identity())) {
      long end = offset + tensor.shape().elements() * Float.BYTES;
      ObjectNode entry = header.putObject(tensor.key()).put("dtype", "F32");
      tensor.shape().sizes().forEach(entry.withArray("/shape")::add);
      entry.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    byte[] json = CanonicalJson.bytes(header);
    byte[] padded = Arrays.copyOf(json, (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
    Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    return padded;
  }

  /** The expected tensors in the order of their bytes; anything else is refused. */
  static List<TensorSpec> read(byte[] json, List<TensorSpec> expected) {
    if (json[0] != '{') {
      throw refused(Reason.MALFORMED, "The safetensors header does not begin with a brace.");
    }
    JsonNode header =
        new StrictJsonTree(
                "The safetensors header",
                maxBytes(expected),
                (message, cause) ->
                    new CheckpointRefusedException(Reason.MALFORMED, message, cause))
            .readObject(json);
    requireKnownNames(header, expected);
    List<Placed> placed = new ArrayList<>();
    expected.forEach(tensor -> placed.add(place(tensor, header.path(tensor.key()))));
    placed.sort(Comparator.comparingLong(Placed::begin));
    requireSeamless(placed);
    return placed.stream().map(Placed::tensor).toList();
  }

  private static void requireKnownNames(JsonNode header, List<TensorSpec> expected) {
    List<String> names = expected.stream().map(TensorSpec::key).toList();
    Set<String> known = Set.copyOf(names);
    header
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name) && !name.equals(METADATA)) {
                throw refused(Reason.WRONG_TENSORS, "The model has no tensor '" + name + "'.");
              }
            });
    for (JsonNode value : header.path(METADATA)) {
      if (!value.isTextual()) {
        throw refused(Reason.MALFORMED, "The safetensors metadata holds more than strings.");
      }
    }
  }

  private static Placed place(TensorSpec tensor, JsonNode entry) {
    if (entry.isMissingNode()) {
      throw refused(Reason.WRONG_TENSORS, "The file lacks tensor " + tensor.key() + ".");
    }
    entry
        .fieldNames()
        .forEachRemaining(
            field -> {
              if (!FIELDS.contains(field)) {
                throw refused(Reason.MALFORMED, tensor.key() + " has a field '" + field + "'.");
              }
            });
    if (!entry.path("dtype").asText().equals("F32")) {
      throw refused(Reason.WRONG_TENSORS, "Tensor " + tensor.key() + " is not of dtype F32.");
    }
    List<Integer> sizes = new ArrayList<>();
    entry.path("shape").forEach(size -> sizes.add(size.isInt() ? size.intValue() : -1));
    if (!sizes.equals(tensor.shape().sizes())) {
      throw refused(
          Reason.WRONG_TENSORS,
          "Tensor "
              + tensor.key()
              + " has shape "
              + sizes
              + "; the spec implies "
              + tensor.shape()
              + ".");
    }
    return placeBytes(tensor, entry.path("data_offsets"));
  }

  private static Placed placeBytes(TensorSpec tensor, JsonNode offsets) {
    boolean isPair =
        offsets.isArray()
            && offsets.size() == 2
            && offsets.path(0).canConvertToExactIntegral()
            && offsets.path(1).canConvertToExactIntegral()
            && offsets.path(0).canConvertToLong()
            && offsets.path(1).canConvertToLong();
    long begin = offsets.path(0).longValue();
    long end = offsets.path(1).longValue();
    long length = tensor.shape().elements() * Float.BYTES;
    if (!isPair || begin < 0 || end < begin || end - begin != length) {
      throw refused(
          Reason.MALFORMED, "Tensor " + tensor.key() + " must occupy " + length + " bytes.");
    }
    return new Placed(tensor, begin, end);
  }

  private static void requireSeamless(List<Placed> placed) {
    long offset = 0;
    for (Placed next : placed) {
      if (next.begin() != offset) {
        throw refused(
            Reason.MALFORMED,
            "Tensor "
                + next.tensor().key()
                + " begins at "
                + next.begin()
                + ", not at "
                + offset
                + ": a gap or an overlap.");
      }
      offset = next.end();
    }
  }

  private static CheckpointRefusedException refused(Reason reason, String message) {
    return new CheckpointRefusedException(reason, message);
  }
}
