package assay.training.run;

import assay.training.data.LabelledData;

/**
 * A model in an engine's memory, ready to answer as often as asked. Owned by who loaded it, who
 * closes it; not safe for threads.
 */
public interface LoadedModel extends AutoCloseable {

  /** One row per sample, one number per class. */
  float[][] answers(LabelledData data);

  /** Gives its memory back; it answers no more. */
  @Override
  void close();
}
