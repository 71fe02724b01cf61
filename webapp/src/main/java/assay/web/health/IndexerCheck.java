package assay.web.health;

import assay.web.platform.IndexerLoop;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the indexer's steps succeed: database and chain answer and agree. */
@Readiness
@ApplicationScoped
public class IndexerCheck implements HealthCheck {

  @Inject private IndexerLoop loop;

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("indexer");
    return loop.problem()
        .map(problem -> answer.down().withData("problem", problem).build())
        .orElseGet(() -> answer.up().build());
  }
}
