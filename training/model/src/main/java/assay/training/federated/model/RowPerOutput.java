package assay.training.federated.model;

/**
 * A layer y = Wx + b of few outputs at a place of a flat vector: W as a row of inputs for each
 * output, then b. The processor does several inputs at once.
 *
 * @param inputs how many values come in
 * @param outputs how many go out
 * @param at where the layer's parameters begin
 */
record RowPerOutput(int inputs, int outputs, int at) {

  private static final int LANES = 4;

  int end() {
    return biases() + outputs;
  }

  int biases() {
    return at + inputs * outputs;
  }

  void forward(float[] parameters, float[] x, int from, float[] y) {
    for (int j = 0; j < outputs; j++) {
      y[j] = parameters[biases() + j] + product(parameters, at + j * inputs, x, from);
    }
  }

  /** In four sums, which the processor adds to side by side. */
  private float product(float[] parameters, int row, float[] x, int from) {
    float one = 0;
    float two = 0;
    float three = 0;
    float four = 0;
    int i = 0;
    for (; i + LANES <= inputs; i += LANES) {
      one += parameters[row + i] * x[from + i];
      two += parameters[row + i + 1] * x[from + i + 1];
      three += parameters[row + i + 2] * x[from + i + 2];
      four += parameters[row + i + 3] * x[from + i + 3];
    }
    for (; i < inputs; i++) {
      one += parameters[row + i] * x[from + i];
    }
    return one + two + (three + four);
  }

  /** Adds to the gradient what an error at the outputs says of the parameters. */
  void addGradient(float[] gradient, float[] x, int from, float[] error) {
    for (int j = 0; j < outputs; j++) {
      addRow(gradient, at + j * inputs, x, from, error[j]);
      gradient[biases() + j] += error[j];
    }
  }

  private void addRow(float[] gradient, int row, float[] x, int from, float error) {
    for (int i = 0; i < inputs; i++) {
      gradient[row + i] += error * x[from + i];
    }
  }

  /** The error at the inputs. */
  float[] backward(float[] parameters, float[] error) {
    float[] before = new float[inputs];
    for (int j = 0; j < outputs; j++) {
      addRow(before, parameters, at + j * inputs, error[j]);
    }
    return before;
  }

  private void addRow(float[] before, float[] parameters, int row, float error) {
    for (int i = 0; i < inputs; i++) {
      before[i] += error * parameters[row + i];
    }
  }
}
