package assay.training.federated.simulation;

/** What a plot is drawn on: black words, grey frames and one green curve, on white. */
interface PlotCanvas {

  /** Where words stand to their place. */
  enum Anchor {
    START,
    END
  }

  void text(int x, int y, Anchor anchor, String words);

  void frame(int x, int y, int width, int height);

  /** A line through points, as many of one list as of the other. */
  void curve(double[] x, double[] y);
}
