package assay.training.spec;

import java.util.List;

/**
 * A layer at its place in the graph.
 *
 * @param name unique within the spec
 * @param layer what it computes
 * @param inbound the layers it reads, {@link LayerName#INPUT} for the sample itself
 */
public record LayerNode(LayerName name, Layer layer, List<LayerName> inbound) {

  public LayerNode {
    inbound = List.copyOf(inbound);
  }
}
