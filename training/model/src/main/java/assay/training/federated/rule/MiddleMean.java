package assay.training.federated.rule;

/** The mean of each column's middle ranks. */
final class MiddleMean implements ColumnBlocks.BlockRule {

  private final SelectionNetwork network;
  private final int lowest;
  private final int highest;

  /**
   * @param rows values of a column
   * @param dropped ranks left out at each end, less than half of the rows
   */
  MiddleMean(int rows, int dropped) {
    this.lowest = dropped;
    this.highest = rows - 1 - dropped;
    this.network = SelectionNetwork.of(rows, lowest, highest);
  }

  @Override
  public void join(float[][] rows, int columns, float[] result, int from) {
    network.apply(rows, columns);
    double[] sums = new double[columns];
    for (int rank = lowest; rank <= highest; rank++) {
      float[] row = rows[rank];
      for (int i = 0; i < columns; i++) {
        sums[i] += row[i];
      }
    }
    int ranks = highest - lowest + 1;
    for (int i = 0; i < columns; i++) {
      result[from + i] = (float) (sums[i] / ranks);
    }
  }
}
