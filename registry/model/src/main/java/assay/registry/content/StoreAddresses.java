package assay.registry.content;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where content stores are.
 *
 * @param all Kubo RPC addresses, at least one, the preferred first
 */
public record StoreAddresses(List<URI> all) {

  public StoreAddresses {
    all = List.copyOf(all);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("No content store is named; name at least one.");
    }
  }

  public static StoreAddresses of(URI only) {
    return new StoreAddresses(List.of(only));
  }

  /** Reads addresses with commas between. */
  public static StoreAddresses parse(String text) {
    return new StoreAddresses(
        Stream.of(text.split(",")).map(String::strip).map(URI::create).toList());
  }

  /**
   * The stores as one.
   *
   * @param patience the longest one call to one of them may take
   */
  public BlockStore open(Duration patience) {
    List<BlockStore> stores =
        all.stream().<BlockStore>map(address -> new KuboBlockStore(address, patience)).toList();
    return stores.size() == 1 ? stores.get(0) : new FallbackBlockStore(stores);
  }

  /** What {@link #parse} reads. */
  @Override
  public String toString() {
    return all.stream().map(URI::toString).collect(Collectors.joining(","));
  }
}
