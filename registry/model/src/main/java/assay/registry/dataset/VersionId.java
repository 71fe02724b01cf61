package assay.registry.dataset;

/**
 * Names one immutable version of a dataset.
 *
 * @param number from 1, as the registry counts
 */
public record VersionId(DatasetId dataset, long number) {

  private static final long LAST = 0xffff_ffffL;

  public VersionId {
    if (number < 1 || number > LAST) {
      throw new IllegalArgumentException("Version " + number + " is outside 1.." + LAST + ".");
    }
  }

  @Override
  public String toString() {
    return dataset + " version " + number;
  }
}
