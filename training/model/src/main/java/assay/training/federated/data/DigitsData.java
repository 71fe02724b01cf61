package assay.training.federated.data;

import assay.training.data.Digits;
import assay.training.data.Stratified;
import assay.training.data.Stratified.Cut;
import assay.training.federated.FederatedRefusedException;
import assay.training.federated.Seeds;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The 1 797 handwritten digits, 30 % of them for the test, stratified, the rest dealt out to
 * clients.
 *
 * @param shards of neighbouring labels that each client gets ("non-iid"; McMahan et al., 2017); 0
 *     deals samples out by chance
 */
public record DigitsData(int shards) {

  private static final long SPLIT = 1;
  private static final long DEALING = 2;

  public DigitsData {
    FederatedRefusedException.require(
        shards >= 0, "A client gets 0 or more shards, not %d.".formatted(shards));
  }

  /** The clients' parts, whose sizes differ by one at most, or by a shard's remainder. */
  public Federation federation(int clients, long seed) {
    Cut cut =
        Stratified.cut(Digits.load().all(), Digits.TEST_SAMPLES, Seeds.generator(seed, SPLIT));
    Samples training = Samples.scaled(cut.rest());
    FederatedRefusedException.require(
        clients >= 1 && clients * Math.max(1, shards) <= training.size(),
        "%d digits cannot be dealt out to %d clients.".formatted(training.size(), clients));
    int[] order = Seeds.shuffled(training.size(), Seeds.generator(seed, DEALING));
    return new Federation(
        shards == 0 ? dealt(training, order, clients) : sharded(training, order, clients, seed),
        Samples.scaled(cut.part()));
  }

  private static List<Samples> dealt(Samples training, int[] order, int clients) {
    return IntStream.range(0, clients)
        .mapToObj(client -> training.select(part(order, client, clients)))
        .toList();
  }

  private List<Samples> sharded(Samples training, int[] order, int clients, long seed) {
    int[] byLabel =
        Arrays.stream(order)
            .boxed()
            .sorted(Comparator.comparingInt(training::label))
            .mapToInt(Integer::intValue)
            .toArray();
    int all = clients * shards;
    int[] dealing = Seeds.shuffled(all, Seeds.generator(seed, DEALING, all));
    return IntStream.range(0, clients)
        .mapToObj(
            client ->
                training.select(
                    IntStream.range(client * shards, (client + 1) * shards)
                        .flatMap(shard -> Arrays.stream(part(byLabel, dealing[shard], all)))
                        .toArray()))
        .toList();
  }

  private static int[] part(int[] order, int part, int parts) {
    return Arrays.copyOfRange(
        order,
        (int) ((long) order.length * part / parts),
        (int) ((long) order.length * (part + 1) / parts));
  }
}
