package assay.training.federated.rule;

import java.util.Arrays;

/**
 * Sums in pairs of floats, of which the second is what the first had to round away: some 48 bits,
 * as good as double precision for means of floats (Ogita, Rump, Oishi, "Accurate Sum and Dot
 * Product", 2005). Two vectors are added at once, for that costs as much memory traffic as one;
 * plain loops over floats, which the compiler turns into vector instructions, unlike those that
 * convert to double precision. Numbers have to stay below 2^96 in size, so that no sum overflows.
 * Holds 8 bytes a number. Not thread-safe.
 */
final class FloatPairs {

  private final float[] high;
  private final float[] low;

  FloatPairs(int length) {
    this.high = new float[length];
    this.low = new float[length];
  }

  /** Begins anew. */
  void clear() {
    Arrays.fill(high, 0);
    Arrays.fill(low, 0);
  }

  /** Adds two vectors, each times its weight as a float. */
  void add(Update one, Update other) {
    addTo(high, low, one, other);
  }

  /** Each product and sum with its rounding error, all of which go to the low part. */
  private static void addTo(float[] high, float[] low, Update first, Update second) {
    float[] one = first.delta();
    float[] other = second.delta();
    float oneWeight = (float) first.weight();
    float otherWeight = (float) second.weight();
    for (int i = 0; i < high.length; i++) {
      float p = oneWeight * one[i];
      float pError = Math.fma(oneWeight, one[i], -p);
      float q = otherWeight * other[i];
      float qError = Math.fma(otherWeight, other[i], -q);
      float both = p + q;
      float qAgain = both - p;
      float bothError = (p - (both - qAgain)) + (q - qAgain);
      float before = high[i];
      float sum = before + both;
      float bothAgain = sum - before;
      float sumError = (before - (sum - bothAgain)) + (both - bothAgain);
      high[i] = sum;
      low[i] += sumError + bothError + pError + qError;
    }
  }

  /**
   * The sums by a number, rounded to the nearest float: the array of their high parts, for good.
   */
  float[] dividedBy(double divisor) {
    divide(high, low, divisor);
    return high;
  }

  /** A quotient of floats, put right by what is left of the sum after it. */
  private static void divide(float[] high, float[] low, double divisor) {
    float divisorHigh = (float) divisor;
    float divisorLow = (float) (divisor - divisorHigh);
    for (int i = 0; i < high.length; i++) {
      float sum = high[i] + low[i];
      float sumError = low[i] - (sum - high[i]);
      float quotient = sum / divisorHigh;
      float left = Math.fma(-quotient, divisorHigh, sum) + sumError - quotient * divisorLow;
      high[i] = quotient + left / divisorHigh;
    }
  }
}
