package assay.web.limit;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/**
 * This request's place among the {@link RunningExports}. The container takes it away with the
 * request, so a place is free again however the answer ends: read to its end, broken off, or never
 * begun.
 */
@RequestScoped
public class ExportPlace {

  @Inject private RunningExports exports;
  private @Nullable String holder;

  /**
   * Takes the place.
   *
   * @throws TooManyExportsException if there is none
   */
  void take(String who) {
    exports.begin(who);
    holder = who;
  }

  @PreDestroy
  void leave() {
    if (holder != null) {
      exports.end(holder);
    }
  }
}
