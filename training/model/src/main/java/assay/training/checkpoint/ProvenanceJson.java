package assay.training.checkpoint;

import assay.chain.Bytes32;
import assay.training.checkpoint.CheckpointRefusedException.Reason;
import assay.training.checkpoint.Provenance.DataIdentity;
import assay.training.json.CanonicalJson;
import assay.training.json.StrictJsonTree;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code provenance.json}, read strictly and written canonically. Stateless. */
public final class ProvenanceJson {

  /** The longest {@code provenance.json} that is read. */
  public static final int MAX_BYTES = 1 << 18;

  private static final String FORMAT = "assay-provenance/1";
  private static final Set<String> FIELDS =
      Set.of("data", "format", "hardware", "seed", "settings", "software", "spec");

  private static final StrictJsonTree JSON =
      new StrictJsonTree(
          "provenance.json",
          MAX_BYTES,
          (message, cause) -> new CheckpointRefusedException(Reason.MALFORMED, message, cause));

  private ProvenanceJson() {}

  public static byte[] write(Provenance provenance) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("format", FORMAT).put("seed", provenance.seed());
    tree.put("spec", provenance.specHash().hex());
    tree.putArray("data");
    for (DataIdentity data : provenance.data()) {
      tree.withArray("/data")
          .addObject()
          .put("name", data.name())
          .put("samples", data.samples())
          .put("sha256", data.sha256().hex());
    }
    put(tree, "settings", provenance.settings());
    put(tree, "software", provenance.software());
    put(tree, "hardware", provenance.hardware());
    return CanonicalJson.bytes(tree);
  }

  /** Reads what {@link #write} wrote; another field, type or size is refused. */
  public static Provenance read(byte[] json) {
    JsonNode tree = JSON.readObject(json);
    List<String> names = new ArrayList<>();
    tree.fieldNames().forEachRemaining(names::add);
    require(FIELDS.equals(Set.copyOf(names)), "its fields must be " + FIELDS);
    require(tree.path("format").asText().equals(FORMAT), "its format is not " + FORMAT);
    require(tree.path("data").isArray(), "data is no list");
    require(
        tree.path("seed").isIntegralNumber() && tree.path("seed").canConvertToLong(),
        "seed is no 64-bit integer");
    List<DataIdentity> data = new ArrayList<>();
    tree.path("data").forEach(entry -> data.add(identity(entry)));
    return new Provenance(
        data,
        hash(tree.path("spec")),
        map(tree, "settings"),
        tree.path("seed").longValue(),
        map(tree, "software"),
        map(tree, "hardware"));
  }

  private static DataIdentity identity(JsonNode entry) {
    require(entry.size() == 3 && entry.path("samples").isInt(), "a data entry is malformed");
    return new DataIdentity(
        entry.path("name").asText(), hash(entry.path("sha256")), entry.path("samples").intValue());
  }

  private static Bytes32 hash(JsonNode node) {
    require(node.asText().matches("0x[0-9a-f]{64}"), "a hash is not 0x and 64 lower-case digits");
    return new Bytes32(node.asText());
  }

  private static void put(ObjectNode tree, String field, Map<String, String> entries) {
    ObjectNode object = tree.putObject(field);
    entries.forEach(object::put);
  }

  private static SortedMap<String, String> map(JsonNode tree, String field) {
    JsonNode object = tree.path(field);
    require(object.isObject(), field + " is no object");
    SortedMap<String, String> entries = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      require(entry.getValue().isTextual(), field + " holds more than strings");
      entries.put(entry.getKey(), entry.getValue().textValue());
    }
    return entries;
  }

  private static void require(boolean holds, String complaint) {
    if (!holds) {
      throw new CheckpointRefusedException(
          Reason.MALFORMED, "provenance.json is malformed: " + complaint + ".");
    }
  }
}
