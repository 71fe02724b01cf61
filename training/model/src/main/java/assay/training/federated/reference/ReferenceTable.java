package assay.training.federated.reference;

import java.util.List;
import java.util.function.BiConsumer;

/** Tables that can be run. */
public enum ReferenceTable {
  /** FedProx and FedAvg on synthetic(α, β) with stragglers. */
  T1 {
    @Override
    public int seeds() {
      return 6;
    }

    @Override
    public List<TableRow> run(int seeds, BiConsumer<Integer, Integer> watch) {
      return new FedProxTable(seeds).rows(watch);
    }
  },
  /** Rules, attacks, SCAFFOLD and compression on handwritten digits. */
  T2 {
    @Override
    public int seeds() {
      return 5;
    }

    @Override
    public List<TableRow> run(int seeds, BiConsumer<Integer, Integer> watch) {
      return new DigitsTable(seeds).rows(watch);
    }
  },
  /** Exact Shapley values under label noise. */
  T3 {
    @Override
    public int seeds() {
      return 5;
    }

    @Override
    public List<TableRow> run(int seeds, BiConsumer<Integer, Integer> watch) {
      return new ShapleyTable(seeds).rows(watch);
    }
  },
  /** The accountant of privacy, and training under it. */
  T4 {
    @Override
    public int seeds() {
      return 5;
    }

    @Override
    public List<TableRow> run(int seeds, BiConsumer<Integer, Integer> watch) {
      return new PrivacyTable(seeds).rows(watch);
    }
  };

  /** How many seeds the published figures are means of. */
  public abstract int seeds();

  /**
   * Runs everything that the table has, on as many processors as there are.
   *
   * @param seeds from 1; figures are means over them
   * @param watch hears how many runs are done, and of how many
   */
  public abstract List<TableRow> run(int seeds, BiConsumer<Integer, Integer> watch);
}
