package assay.training.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Cuts data so that every part has each class in the whole's proportion. The cut depends on the
 * data and the generator only: a seeded {@link java.util.Random} gives the same cut everywhere.
 */
public final class Stratified {

  private Stratified() {}

  /**
   * A part of the data and all the rest.
   *
   * @param part of the size asked for
   * @param rest whatever the part has not
   */
  public record Cut(LabelledData part, LabelledData rest) {}

  /** Cuts off a part of exactly this size; largest remainders decide where shares are broken. */
  public static Cut cut(LabelledData data, int size, RandomGenerator random) {
    if (size < 1 || size >= data.size()) {
      throw new DataRefusedException(
          "A part of " + size + " cannot be cut from " + data.size() + " samples.");
    }
    List<List<Integer>> classes = byClass(data, random);
    int[] shares = shares(classes, size, data.size());
    List<Integer> part = new ArrayList<>();
    List<Integer> rest = new ArrayList<>();
    for (int c = 0; c < shares.length; c++) {
      part.addAll(classes.get(c).subList(0, shares[c]));
      rest.addAll(classes.get(c).subList(shares[c], classes.get(c).size()));
    }
    return new Cut(select(data, part, random), select(data, rest, random));
  }

  /** Deals all samples out into parts whose sizes differ by one at most. */
  public static List<LabelledData> deal(LabelledData data, int parts, RandomGenerator random) {
    if (parts < 1 || parts > data.size()) {
      throw new DataRefusedException(
          data.size() + " samples cannot be dealt out into " + parts + " parts.");
    }
    List<Integer> inOrder = byClass(data, random).stream().flatMap(List::stream).toList();
    return IntStream.range(0, parts)
        .mapToObj(part -> select(data, every(inOrder, part, parts), random))
        .toList();
  }

  private static List<List<Integer>> byClass(LabelledData data, RandomGenerator random) {
    List<List<Integer>> classes = new ArrayList<>();
    for (int c = 0; c < data.format().classes(); c++) {
      classes.add(new ArrayList<>());
    }
    for (int i = 0; i < data.size(); i++) {
      classes.get(data.label(i)).add(i);
    }
    classes.forEach(indices -> shuffle(indices, random));
    return classes;
  }

  private static int[] shares(List<List<Integer>> classes, int size, int total) {
    int[] shares = new int[classes.size()];
    long[] remainders = new long[classes.size()];
    int given = 0;
    for (int c = 0; c < shares.length; c++) {
      long exact = (long) classes.get(c).size() * size;
      shares[c] = (int) (exact / total);
      remainders[c] = exact % total;
      given += shares[c];
    }
    List<Integer> order =
        IntStream.range(0, shares.length)
            .boxed()
            .sorted(Comparator.comparingLong(c -> -remainders[c]))
            .toList();
    for (int i = 0; given < size; i++, given++) {
      shares[order.get(i)]++;
    }
    return shares;
  }

  private static List<Integer> every(List<Integer> indices, int first, int step) {
    List<Integer> chosen = new ArrayList<>();
    for (int i = first; i < indices.size(); i += step) {
      chosen.add(indices.get(i));
    }
    return chosen;
  }

  private static LabelledData select(
      LabelledData data, List<Integer> indices, RandomGenerator random) {
    List<Integer> shuffled = new ArrayList<>(indices);
    shuffle(shuffled, random);
    return data.select(shuffled.stream().mapToInt(Integer::intValue).toArray());
  }

  private static void shuffle(List<Integer> indices, RandomGenerator random) {
    for (int i = indices.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      indices.set(i, indices.set(j, indices.get(i)));
    }
  }
}
