package assay.registry.dataset;

import assay.registry.content.Cid;

/**
 * A part of the data that everybody may see.
 *
 * @param cid the plain file, in the dataset's format
 * @param bytes its length
 * @param sampleCount how many samples it holds
 */
public record PublicSample(Cid cid, long bytes, long sampleCount) {

  public PublicSample {
    if (bytes < 0 || sampleCount < 1) {
      throw new IllegalArgumentException("A public sample needs at least one sample.");
    }
  }
}
