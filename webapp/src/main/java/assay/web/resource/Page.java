package assay.web.resource;

import java.util.List;
import java.util.Optional;

/**
 * One page of a list.
 *
 * @param next cursor to ask for the page after this one; absent on the last
 */
public record Page<T>(List<T> items, Optional<String> next) {

  public Page {
    items = List.copyOf(items);
  }
}
