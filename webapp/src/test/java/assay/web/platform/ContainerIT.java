package assay.web.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.registry.database.Database;
import assay.registry.database.DatabaseUnavailableException;
import assay.web.limit.RemoteAddress;
import assay.web.limit.RequestLimits;
import assay.web.limit.TooOftenException;
import assay.web.metrics.Meters;
import assay.web.metrics.PlatformMetric;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The built WAR on Payara Micro, from within: beans as the server wires them, which no request
 * shows. Chain, database and store are out of reach.
 */
@ExtendWith(ArquillianExtension.class)
class ContainerIT {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int REQUESTS = 16;

  @Inject private PlatformSettings settings;
  @Inject private Instance<Database> databases;
  @Inject private Instance<IndexerLoop> loops;
  @Inject private RequestLimits limits;
  @Inject private Meters meters;

  @Deployment
  static WebArchive platform() {
    return ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/assay.war"))
        .addAsLibraries(
            new File(
                Assertions.class.getProtectionDomain().getCodeSource().getLocation().getPath()));
  }

  @Test
  void shouldReadFlagsOfTheServerBeforeTheDefaults() {
    assertThat(settings.chain().chainId()).isEqualTo(677_281);
    assertThat(settings.chain().finality()).isEqualTo(12);
    assertThat(settings.deploymentFile()).isEqualTo(Path.of("none.json"));
  }

  @Test
  void shouldHaveOneOfEachServiceForEverybody() {
    assertThat(databases.get()).isSameAs(databases.get());
    assertThat(loops.get()).isSameAs(loops.get());
    assertThatThrownBy(() -> databases.get().inTransaction(transaction -> null))
        .isInstanceOf(DatabaseUnavailableException.class);
    assertThat(databases.get().pool().limit()).isPositive();
  }

  @Test
  void shouldRunTheIndexerOnTheServersThreadsAndSayWhyItWaits() {
    long deadline = System.nanoTime() + LONG.toNanos();
    while (loops.get().problem().orElse("").contains("first run") && System.nanoTime() < deadline) {
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }

    assertThat(loops.get().problem())
        .hasValueSatisfying(problem -> assertThat(problem).contains("none.json"));
  }

  @Test
  void shouldCountRequestsInOneBeanAsTheFlagSays() {
    RemoteAddress somebody = new RemoteAddress("192.0.2.77");

    limits.count(somebody);
    limits.count(somebody);

    assertThatThrownBy(() -> limits.count(somebody)).isInstanceOf(TooOftenException.class);
  }

  /** The server's own registry lets two that come first at once fail one another. */
  @Test
  void shouldNoteTheFirstFiguresOfManyRequestsThatComeAtOnce() throws Exception {
    CyclicBarrier start = new CyclicBarrier(REQUESTS);
    ExecutorService threads = Executors.newFixedThreadPool(REQUESTS);
    try {
      List<Future<?>> noted = new ArrayList<>();
      for (int request = 0; request < REQUESTS; request++) {
        String route = "route-" + request;
        noted.add(
            threads.submit(
                () -> {
                  start.await();
                  meters.time(PlatformMetric.REQUESTS, Duration.ofMillis(1), route, "GET", "200");
                  return null;
                }));
      }

      for (Future<?> note : noted) {
        assertThat(note).succeedsWithin(LONG);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
