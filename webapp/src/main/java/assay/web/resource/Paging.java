package assay.web.resource;

import assay.registry.listing.Listing;
import assay.registry.listing.Wanted;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The parameters that every list takes: which page, how many, in what order. */
@SuppressWarnings("FieldCanBeFinal") // JAX-RS sets them.
public class Paging {

  @QueryParam("after")
  @DefaultValue("")
  private String after = "";

  @QueryParam("limit")
  @DefaultValue("50")
  private int limit;

  @QueryParam("sort")
  @DefaultValue("")
  private String sort = "";

  /**
   * The page of a list.
   *
   * @param list its name, to which its cursors are bound
   * @param order what it is sorted by unless the caller says otherwise
   * @param filters by name; those without a value do not count
   */
  <T> Page<T> page(
      String list,
      String order,
      Map<String, Optional<String>> filters,
      Function<Wanted, Listing<T>> read) {
    Map<String, String> chosen = new TreeMap<>();
    filters.forEach((name, value) -> value.ifPresent(text -> chosen.put(name, text)));
    String sorted = sort.isEmpty() ? order : sort;
    Cursors cursors = new Cursors(String.join("\n", list, sorted, chosen.toString()));
    Listing<T> found = read.apply(new Wanted(sorted, chosen, cursors.place(after), limit));
    return new Page<>(found.items(), found.end().map(cursors::text));
  }
}
