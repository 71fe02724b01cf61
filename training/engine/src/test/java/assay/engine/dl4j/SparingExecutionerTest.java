package assay.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.impl.transforms.custom.SoftMax;
import org.nd4j.linalg.cpu.nativecpu.ops.CpuOpContext;
import org.nd4j.linalg.factory.Nd4j;

class SparingExecutionerTest {

  private static final int TRIES = 200;
  private static final int LONGEST = 6;

  @BeforeAll
  static void load() {
    Nd4jRuntime.prepareThread();
  }

  @Test
  void shouldDescribeAShapeOnceForAllArraysOfThatShape() {
    assertThat(Nd4j.create(3, 5).shapeInfoDataBuffer())
        .isSameAs(Nd4j.create(3, 5).shapeInfoDataBuffer());
  }

  @Test
  void shouldTellArraysApartThatLieOtherwiseInMemory() {
    INDArray array = Nd4j.create(DataType.FLOAT, 3, 5);

    assertThat(array.shapeInfoDataBuffer())
        .isNotSameAs(Nd4j.create(DataType.FLOAT, 5, 3).shapeInfoDataBuffer())
        .isNotSameAs(Nd4j.create(DataType.DOUBLE, 3, 5).shapeInfoDataBuffer())
        .isNotSameAs(Nd4j.create(DataType.FLOAT, new long[] {3, 5}, 'f').shapeInfoDataBuffer())
        .isNotSameAs(Nd4j.create(DataType.FLOAT, 5, 3).transpose().shapeInfoDataBuffer())
        .isNotSameAs(Nd4j.empty(DataType.FLOAT).shapeInfoDataBuffer());
  }

  @Test
  void shouldSumAlongAnyDimensionOfAnyShape() {
    Random random = new Random(7);
    for (int i = 0; i < TRIES; i++) {
      float[][] values = values(1 + random.nextInt(LONGEST), 1 + random.nextInt(LONGEST), random);
      INDArray array = Nd4j.create(values);

      assertThat(array.sum(0).toFloatVector()).as("%s", array).isEqualTo(columns(values));
      assertThat(array.transpose().sum(1).toFloatVector()).isEqualTo(columns(values));
    }
  }

  /** Whole numbers, so that no order of summing differs from another. */
  private static float[][] values(int rows, int columns, Random random) {
    float[][] values = new float[rows][columns];
    for (float[] row : values) {
      for (int column = 0; column < columns; column++) {
        row[column] = random.nextInt(100);
      }
    }
    return values;
  }

  private static float[] columns(float[][] values) {
    float[] sums = new float[values[0].length];
    for (float[] row : values) {
      for (int column = 0; column < sums.length; column++) {
        sums[column] += row[column];
      }
    }
    return sums;
  }

  @Test
  void shouldLeaveNoContextOfAnOperationToBeCollected() {
    INDArray array = Nd4j.ones(2, 4);
    Nd4j.exec(new SoftMax(array));
    long before = contexts();

    for (int i = 0; i < TRIES; i++) {
      Nd4j.exec(new SoftMax(array));
    }

    assertThat(contexts()).isLessThanOrEqualTo(before);
  }

  @Test
  void shouldFreeAContextOnceThoughItIsClosedTwice() throws Exception {
    OpContext context = Nd4j.getExecutioner().buildContext();
    String id = ((CpuOpContext) context).getUniqueId();
    assertThat(held()).contains(id);

    context.close();
    context.close();

    assertThat(held()).doesNotContain(id);
  }

  private static long contexts() {
    return held().stream().filter(id -> id.startsWith("CTX_")).count();
  }

  private static Set<String> held() {
    return ((SparingExecutioner) Nd4j.getExecutioner()).deallocator().held();
  }
}
