package assay.training.federated.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two steps of each server by the paper's formulas, worked out by hand in double precision. */
class StrategyTest {

  private static final double TAU = 1e-3;

  @ParameterizedTest
  @CsvSource({"FED_AVG, 1.3", "FED_PROX, 1.3", "SCAFFOLD, 1.3", "FED_AVG_M, 1.75"})
  void shouldAddUpdatesWithWhatMomentumIsLeft(Strategy strategy, float expected) {
    assertThat(twoSteps(strategy, 0.5f, -0.2f)).isCloseTo(expected, within(1e-6f));
  }

  @Test
  void shouldDivideByAllSquaresSoFar() {
    double expected =
        1
            + 0.03 * 0.5 / (Math.sqrt(TAU * TAU + 0.25) + TAU)
            - 0.03 * 0.2 / (Math.sqrt(TAU * TAU + 0.29) + TAU);

    assertThat((double) twoSteps(Strategy.FED_ADAGRAD, 0.5f, -0.2f))
        .isCloseTo(expected, within(1e-6));
  }

  @Test
  void shouldDivideByAMeanOfSquaresThatForgets() {
    double first = 0.99 * TAU * TAU + 0.01 * 0.25;
    double second = 0.99 * first + 0.01 * 0.04;

    assertThat((double) twoSteps(Strategy.FED_ADAM, 0.5f, -0.2f))
        .isCloseTo(adaptive(first, second), within(1e-6));
  }

  @Test
  void shouldMoveTheSquaresByNoMoreThanTheNewOne() {
    double first = TAU * TAU + 0.01 * 0.25;
    double second = first + 0.01 * 0.04;

    assertThat((double) twoSteps(Strategy.FED_YOGI, 0.5f, -0.2f))
        .isCloseTo(adaptive(first, second), within(1e-6));
  }

  @Test
  void shouldLetYogisSquaresFallWhereTheyAreLarger() {
    double first = TAU * TAU + 0.01 * 100;
    double second = first - 0.01 * 0.04;
    double expected =
        1
            + 0.03 * (0.1 * 10) / (Math.sqrt(first) + TAU)
            + 0.03 * (0.9 * 0.1 * 10 - 0.1 * 0.2) / (Math.sqrt(second) + TAU);

    assertThat((double) twoSteps(Strategy.FED_YOGI, 10, -0.2f)).isCloseTo(expected, within(1e-6));
  }

  private static double adaptive(double first, double second) {
    double moment = 0.1 * 0.5;
    double next = 0.9 * moment - 0.1 * 0.2;
    return 1 + 0.03 * moment / (Math.sqrt(first) + TAU) + 0.03 * next / (Math.sqrt(second) + TAU);
  }

  private static float twoSteps(Strategy strategy, float first, float second) {
    ServerOptimizer optimizer = strategy.optimizer(1);
    float[] model = {1};
    optimizer.step(model, new float[] {first});
    optimizer.step(model, new float[] {second});
    return model[0];
  }
}
