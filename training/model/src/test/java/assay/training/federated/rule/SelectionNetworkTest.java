package assay.training.federated.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SelectionNetworkTest {

  private static final long SEED = 5;

  /** A network that sorts all zeros and ones sorts everything (Knuth, 5.3.4, theorem Z). */
  @Test
  void shouldSortEveryColumnOfZerosAndOnes() {
    for (int rows = 1; rows <= 13; rows++) {
      float[][] block = new float[rows][1 << rows];
      for (int column = 0; column < 1 << rows; column++) {
        for (int row = 0; row < rows; row++) {
          block[row][column] = column >> row & 1;
        }
      }

      SelectionNetwork.of(rows, 0, rows - 1).apply(block, 1 << rows);

      for (int column = 0; column < 1 << rows; column++) {
        int zeros = rows - Integer.bitCount(column);
        for (int row = 0; row < rows; row++) {
          assertThat(block[row][column]).isEqualTo(row < zeros ? 0 : 1);
        }
      }
    }
  }

  @Test
  void shouldBringWantedRanksIntoTheirRowsWithFewerExchanges() {
    Random random = new Random(SEED);
    for (int rows = 2; rows <= 70; rows++) {
      int middle = rows / 2;
      float[] column = new float[rows];
      float[][] block = new float[rows][1];
      for (int row = 0; row < rows; row++) {
        column[row] = random.nextInt(rows);
        block[row][0] = column[row];
      }
      Arrays.sort(column);

      SelectionNetwork median = SelectionNetwork.of(rows, middle, middle);
      median.apply(block, 1);

      assertThat(block[middle][0]).as("seed %d, %d rows", SEED, rows).isEqualTo(column[middle]);
      assertThat(median.exchanges())
          .isLessThanOrEqualTo(SelectionNetwork.of(rows, 0, rows - 1).exchanges());
    }
  }
}
