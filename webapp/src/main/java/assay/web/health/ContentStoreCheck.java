package assay.web.health;

import assay.registry.content.KuboBlockStore;
import assay.registry.content.StoreUnavailableException;
import assay.web.platform.PlatformSettings;
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

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("content-store");
    try {
      String version = new KuboBlockStore(settings.contentStoreUrl(), PATIENCE).version();
      return answer.up().withData("version", version).build();
    } catch (StoreUnavailableException e) {
      return answer.down().withData("problem", String.valueOf(e.getMessage())).build();
    }
  }
}
