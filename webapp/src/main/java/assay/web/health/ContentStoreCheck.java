package assay.web.health;

import assay.registry.content.KuboBlockStore;
import assay.registry.content.StoreUnavailableException;
import assay.web.platform.PlatformSettings;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the content store answers. */
@Readiness
@ApplicationScoped
public class ContentStoreCheck implements HealthCheck {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  @Inject private PlatformSettings settings;

  // Made once: every client has a thread of its own that nothing ends.
  @SuppressWarnings("NullAway.Init")
  private KuboBlockStore store;

  @PostConstruct
  void connect() {
    store = new KuboBlockStore(settings.contentStoreUrl(), PATIENCE);
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("content-store");
    try {
      String version = store.version();
      return answer.up().withData("version", version).build();
    } catch (StoreUnavailableException e) {
      return answer.down().withData("problem", String.valueOf(e.getMessage())).build();
    }
  }
}
