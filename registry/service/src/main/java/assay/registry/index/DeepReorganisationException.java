package assay.registry.index;

import assay.registry.RegistryException;

/** The chain undid a block that the settings call final; indexing stops until a person looks. */
public final class DeepReorganisationException extends RegistryException {

  public DeepReorganisationException(long block, long projected) {
    super(
        "The chain was reorganised below block %d, but block %d was taken as final. Check the node, raise assay.chain.finality, then start once with assay.index.rebuild=true."
            .formatted(block, projected));
  }

  @Override
  public String code() {
    return "deep-reorganisation";
  }
}
