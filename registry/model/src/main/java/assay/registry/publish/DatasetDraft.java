package assay.registry.publish;

import assay.registry.dataset.DatasetCard;
import assay.registry.dataset.SharingLevel;
import assay.registry.format.PlainSource;
import java.nio.file.Path;
import java.util.List;

/**
 * What an owner decides before sealing.
 *
 * @param plain what to seal
 * @param publicSample at most one file that everybody may see, with its number of samples
 */
public record DatasetDraft(
    DatasetCard card, SharingLevel level, PlainSource plain, List<SampleFile> publicSample) {

  /** A file of samples to publish. */
  public record SampleFile(Path file, long sampleCount) {}

  public DatasetDraft {
    publicSample = List.copyOf(publicSample);
    if (publicSample.size() > 1) {
      throw new IllegalArgumentException("Give at most one public sample.");
    }
    if (level.isPublic() && !publicSample.isEmpty()) {
      throw new IllegalArgumentException(
          "Everybody may read data of level L0; leave the public sample away.");
    }
  }
}
