/**
 * How far a measured part of right answers may be from the true one, either way, so that all of
 * several submissions' measurements hold together in 95 of 100 cases: normal approximation, the
 * five per cent shared out evenly among them (Bonferroni).
 *
 * @param expected the true part, from 0 to 1
 */
export function halfWidth(samples: number, submissions: number, expected: number): number {
  const tail = 0.05 / (2 * submissions);
  return normalQuantile(1 - tail) * Math.sqrt((expected * (1 - expected)) / samples);
}

const A = [-39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239];
const B = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572];
const C = [-0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968, 2.938163982698783];
const D = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416];
const TAIL = 0.02425;

const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduce((sum, each) => sum * x + each, 0);

/** The inverse of the standard normal distribution for 0.5 to 1 (P. J. Acklam, relative error 1.15e-9). */
export function normalQuantile(probability: number): number {
  if (probability > 1 - TAIL) {
    const q = Math.sqrt(-2 * Math.log(1 - probability));
    return -polynomial(C, q) / polynomial([...D, 1], q);
  }
  const q = probability - 0.5;
  return (polynomial(A, q * q) * q) / polynomial([...B, 1], q * q);
}
