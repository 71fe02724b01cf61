package assay.registry.listing;

import java.util.List;
import java.util.Optional;

/**
 * A page.
 *
 * @param end where it ends; none if nothing follows
 */
public record Listing<T>(List<T> items, Optional<Place> end) {

  public Listing {
    items = List.copyOf(items);
  }
}
