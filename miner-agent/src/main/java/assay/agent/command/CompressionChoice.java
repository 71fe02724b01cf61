package assay.agent.command;

import assay.training.federated.compression.Compression;
import assay.training.federated.compression.Exact;
import assay.training.federated.compression.Quantized;
import assay.training.federated.compression.TopK;

/** Compressions by the words of the command line. */
enum CompressionChoice {
  NONE,
  TOP_K,
  BITS_8,
  BITS_4,
  BITS_2;

  /**
   * The compression.
   *
   * @param kept part of the numbers that top-k sends
   */
  Compression compression(double kept) {
    return switch (this) {
      case NONE -> new Exact();
      case TOP_K -> new TopK(kept);
      case BITS_8 -> new Quantized(8);
      case BITS_4 -> new Quantized(4);
      case BITS_2 -> new Quantized(2);
    };
  }
}
