package assay.training.federated.model;

/**
 * A layer y = xW + b of many outputs at the beginning of a flat vector: W as a row of outputs for
 * each input, then b. The processor does several outputs at once, and an input of 0 costs nothing.
 *
 * @param inputs how many values come in
 * @param outputs how many go out
 */
record RowPerInput(int inputs, int outputs) {

  int end() {
    return (inputs + 1) * outputs;
  }

  int biases() {
    return inputs * outputs;
  }

  void forward(float[] parameters, float[] x, int from, float[] y) {
    System.arraycopy(parameters, biases(), y, 0, outputs);
    for (int i = 0; i < inputs; i++) {
      float value = x[from + i];
      if (value != 0) {
        addRow(y, parameters, i * outputs, value);
      }
    }
  }

  private void addRow(float[] y, float[] parameters, int row, float value) {
    for (int j = 0; j < outputs; j++) {
      y[j] += value * parameters[row + j];
    }
  }

  /** Adds to the gradient what an error at the outputs says of the parameters. */
  void addGradient(float[] gradient, float[] x, int from, float[] error) {
    for (int i = 0; i < inputs; i++) {
      float value = x[from + i];
      if (value != 0) {
        addTo(gradient, i * outputs, value, error);
      }
    }
    addTo(gradient, biases(), 1, error);
  }

  private void addTo(float[] gradient, int row, float value, float[] error) {
    for (int j = 0; j < outputs; j++) {
      gradient[row + j] += value * error[j];
    }
  }
}
