package assay.engine.exchange;

import assay.training.json.CanonicalJson;
import assay.training.spec.ModelSpec;
import assay.training.spec.ModelSpecJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Another program's model in the words of a spec, which our own schema checks. */
final class ForeignSpec {

  private ForeignSpec() {}

  /** A classifier reports its accuracy, anything else its error. */
  static ModelSpec of(JsonNode inputShape, ArrayNode layers, String loss, ObjectNode optimizer) {
    ObjectNode spec = JsonNodeFactory.instance.objectNode();
    spec.put("format", "assay-model/1");
    spec.set("input_shape", inputShape);
    spec.set("layers", layers);
    spec.put("loss", loss);
    spec.putArray("metrics")
        .add(loss.endsWith("crossentropy") ? "accuracy" : "root_mean_squared_error");
    spec.set("optimizer", optimizer);
    return ModelSpecJson.read(CanonicalJson.bytes(spec));
  }
}
