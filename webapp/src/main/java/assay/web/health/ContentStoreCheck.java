package assay.web.health;

import assay.registry.content.KuboBlockStore;
import assay.registry.content.StoreUnavailableException;
import assay.web.platform.PlatformSettings;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready while one of the content stores answers. */
@Readiness
@ApplicationScoped
public class ContentStoreCheck implements HealthCheck {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  @Inject private PlatformSettings settings;

  // Made once: every client has a thread of its own that nothing ends.
  private List<KuboBlockStore> stores = List.of();

  @PostConstruct
  void connect() {
    stores =
        settings.contentStores().all().stream()
            .map(address -> new KuboBlockStore(address, PATIENCE))
            .toList();
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("content-store");
    List<String> problems = new ArrayList<>();
    for (KuboBlockStore store : stores) {
      try {
        return answer.up().withData("version", store.version()).build();
      } catch (StoreUnavailableException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    return answer.down().withData("problem", String.join(" ", problems)).build();
  }
}
