package org.nd4j.nativeblas;

import org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu;

/**
 * Gives Deeplearning4j 1.0.0-M2.1 its fast convolutions back. Its oneDNN helpers ask a class of
 * exactly this name, by reflection, whether oneDNN is on; the release moved that class without
 * telling them, so they switch themselves off. This one passes the question on.
 */
public final class Nd4jCpu$Environment {

  private static final Nd4jCpu$Environment INSTANCE = new Nd4jCpu$Environment();

  private Nd4jCpu$Environment() {}

  public static Nd4jCpu$Environment getInstance() {
    return INSTANCE;
  }

  /** Whether the native library was built with oneDNN and uses it; MKL-DNN is its former name. */
  public boolean isUseMKLDNN() {
    return Nd4jCpu.Environment.getInstance().isUseONEDNN();
  }
}
