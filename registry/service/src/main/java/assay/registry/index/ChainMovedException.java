package assay.registry.index;

import assay.chain.EventPosition;
import assay.registry.RegistryException;

/** The chain was reorganised between two reads of one step; nothing of that step is kept. */
public final class ChainMovedException extends RegistryException {

  public ChainMovedException(EventPosition position) {
    super(
        "Block %d (%s) was replaced while its events were read; the next step reads it again."
            .formatted(position.block(), position.blockHash()));
  }

  @Override
  public String code() {
    return "chain-moved";
  }
}
