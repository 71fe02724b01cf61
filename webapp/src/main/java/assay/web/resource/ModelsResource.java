package assay.web.resource;

import assay.training.spec.Architectures;
import assay.training.spec.ModelEstimate;
import assay.training.spec.ModelEstimate.LayerEstimate;
import assay.training.spec.ModelLimits;
import assay.training.spec.ModelSpec;
import assay.training.spec.ModelSpecJson;
import assay.training.spec.Shape;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Models as researchers describe them: specs to begin with, and what a spec costs. */
@Path("models")
@Produces(MediaType.APPLICATION_JSON)
public class ModelsResource {

  private static final int MOST_HIDDEN = 4096;
  private static final int LARGEST_BATCH = 1 << 16;

  /** A layer, in the order of the spec; the first is the input. */
  public record LayerView(
      String name, String kind, List<Integer> shape, long parameters, long multiplyAdds) {

    static LayerView of(LayerEstimate layer) {
      return new LayerView(
          layer.name().value(),
          layer.kind(),
          layer.output().sizes(),
          layer.parameters(),
          layer.multiplyAdds());
    }
  }

  /**
   * What a model costs before anybody trains it.
   *
   * @param trainingFlops of learning from one sample once
   * @param trainingBytes that training keeps at once, without an engine's buffers
   */
  public record EstimateView(
      List<LayerView> layers, long parameters, long trainingFlops, long trainingBytes) {

    static EstimateView of(ModelEstimate model) {
      return new EstimateView(
          model.layers().stream().map(LayerView::of).toList(),
          model.parameters(),
          model.trainingFlops(),
          model.trainingBytes());
    }
  }

  @POST
  @Path("estimate")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "What the model of this ModelSpec costs, layer by layer; refuses what is none")
  public EstimateView estimate(@QueryParam("batch") @DefaultValue("64") int batch, InputStream body)
      throws IOException {
    if (batch > LARGEST_BATCH) {
      throw new IllegalArgumentException(
          "A step of %d samples is too large; take at most %d.".formatted(batch, LARGEST_BATCH));
    }
    byte[] json = body.readNBytes(ModelLimits.DEFAULT.jsonBytes() + 1);
    return EstimateView.of(ModelEstimate.of(ModelSpecJson.read(json), batch));
  }

  @GET
  @Path("templates/{name}")
  @Operation(summary = "A ModelSpec to begin with: perceptron, lenet or resnet8 for images")
  public byte[] template(
      @PathParam("name") String name,
      @QueryParam("height") @DefaultValue("8") int height,
      @QueryParam("width") @DefaultValue("8") int width,
      @QueryParam("channels") @DefaultValue("1") int channels,
      @QueryParam("classes") @DefaultValue("10") int classes,
      @QueryParam("highest") @DefaultValue("1") double highest) {
    Shape images = Shape.of(height, width, channels);
    requireBounded(images, highest);
    return ModelSpecJson.write(spec(name, images, classes, highest));
  }

  private static void requireBounded(Shape images, double highest) {
    long most = ModelLimits.DEFAULT.activations();
    if (images.elements() > most || !(highest > 0 && highest < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Images of %d values up to %s cannot be; take at most %d values and a largest one above 0."
              .formatted(images.elements(), highest, most));
    }
  }

  private static ModelSpec spec(String name, Shape images, int classes, double highest) {
    return switch (name) {
      case "perceptron" ->
          Architectures.perceptron((int) images.elements(), hidden(classes), classes, highest);
      case "lenet" -> Architectures.leNet(images, classes, highest);
      case "resnet8" -> Architectures.resNet8(images, classes, highest);
      default ->
          throw new IllegalArgumentException(
              "There is no template '%s'; take perceptron, lenet or resnet8.".formatted(name));
    };
  }

  private static int hidden(int classes) {
    return Math.min(MOST_HIDDEN, Math.max(32, 6 * classes));
  }
}
