package assay.engine.dl4j;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Carries numbers between Java arrays and native ones in one piece: the library's own way, number
 * by number, takes a small net's batch as long as a product of matrices. Stateless.
 */
final class NativeFloats {

  private NativeFloats() {}

  /** A new array in row-major order; refuses a shape of another number of elements. */
  static INDArray array(float[] values, long... shape) {
    INDArray made = Nd4j.createUninitialized(DataType.FLOAT, shape, 'c');
    overwrite(made, values);
    return made;
  }

  /** Overwrites a whole array that lies in row-major order and is no view of another. */
  static void overwrite(INDArray array, float[] values) {
    require(array, values.length);
    buffer(array).put(values);
  }

  /** A copy of an array's numbers in row-major order, whatever the array's own. */
  static float[] floats(INDArray array) {
    INDArray plain = array.dup('c');
    float[] values = new float[Math.toIntExact(plain.length())];
    require(plain, values.length);
    buffer(plain).get(values);
    plain.close();
    return values;
  }

  private static FloatBuffer buffer(INDArray array) {
    return array.data().asNioFloat();
  }

  /** Nothing behind this looks at sizes again. */
  private static void require(INDArray array, long values) {
    boolean isWhole = array.data().length() == values && array.data().offset() == 0;
    if (!isWhole || array.isView() || array.ordering() != 'c' || array.length() != values) {
      throw new IllegalArgumentException(
          values
              + " numbers do not fill an array of "
              + Arrays.toString(array.shape())
              + "; only a whole one in row-major order can be filled.");
    }
  }
}
