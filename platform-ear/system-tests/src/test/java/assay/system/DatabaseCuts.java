package assay.system;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Address;
import assay.local.network.LocalNetwork;
import assay.local.process.PostgresProcess;
import assay.registry.accesslog.AccessEntry;
import assay.registry.accesslog.AccessLog;
import assay.registry.accesslog.LogAudit;
import assay.registry.grant.AccessGrant;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Clerks at work while the database under the platform goes away and comes back: in order for even
 * seeds, by SIGKILL for odd ones.
 */
final class DatabaseCuts {

  /** After the database takes connections again, nobody is answered by a fault any more. */
  private static final Duration RECOVERY = Duration.ofSeconds(15);

  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration EVE = Duration.ofSeconds(1);
  private static final int MOST_MILLIS_BEFORE = 2_000;
  private static final int ENOUGH = 10;

  /** Without it clerks took both processors from whatever runs beside them. */
  private static final int THINK_MILLIS = 100;

  private static final int OF_THE_OTHERS = 50;

  private final LocalNetwork network;
  private final List<Clerk> clerks;
  private final ExecutorService threads;
  private final List<Future<?>> lives = new ArrayList<>();
  private final List<Cut> cuts = new ArrayList<>();
  private volatile boolean isOver;

  /** In {@link System#nanoTime}'s time. */
  private record Cut(long seed, long begun, long back) {}

  /** Lets the clerks begin, the one first for whose envelopes the others look. */
  DatabaseCuts(LocalNetwork network, List<Clerk> clerks) throws InterruptedException {
    this.network = network;
    this.clerks = clerks;
    this.threads = Executors.newFixedThreadPool(clerks.size());
    Clerk grantor = grantor();
    for (int i = 0; i < grantor.grants().size(); i++) {
      grantor.work();
    }
    clerks.forEach(clerk -> lives.add(threads.submit(() -> live(clerk))));
    awaitAnswersSince(System.nanoTime(), LONG);
  }

  private Clerk grantor() {
    return clerks.stream().filter(Clerk::isGrantor).findFirst().orElseThrow();
  }

  private Void live(Clerk clerk) throws InterruptedException {
    while (!isOver) {
      clerk.work();
      TimeUnit.MILLISECONDS.sleep(THINK_MILLIS);
    }
    return null;
  }

  /** Takes the database away at a moment that the seed decides, and waits for the recovery. */
  void cut(long seed) throws InterruptedException {
    long after =
        Duration.ofMillis(new SplittableRandom(seed).nextInt(MOST_MILLIS_BEFORE)).toNanos();
    long start = System.nanoTime();
    Wait.until("the moment", LONG, () -> System.nanoTime() - start >= after);
    long begun = System.nanoTime();
    if (seed % 2 == 0) {
      network.stop("database");
    } else {
      network.killDatabase();
    }
    network.start("database");
    long back = System.nanoTime();
    cuts.add(new Cut(seed, begun, back));
    awaitAnswersSince(back, RECOVERY);
    System.out.printf(
        "Seed %d: away for %d ms, all answered after %d ms more.%n",
        seed, (back - begun) / 1_000_000, (System.nanoTime() - back) / 1_000_000);
  }

  private void awaitAnswersSince(long moment, Duration bound) throws InterruptedException {
    Wait.until(
        "every clerk to be answered",
        bound,
        () -> {
          for (Future<?> life : lives) {
            if (life.isDone()) {
              life.get();
            }
          }
          return clerks.stream().allMatch(clerk -> answersSince(clerk, moment) >= ENOUGH);
        });
  }

  private static long answersSince(Clerk clerk, long moment) {
    return clerk.receipts().stream().filter(receipt -> receipt.at() - moment > 0).count();
  }

  /** Lets them work on for longer than the recovery may take, then go home. */
  void end() throws Exception {
    long last = cuts.get(cuts.size() - 1).back() + RECOVERY.toNanos();
    Wait.until("the end of the recovery", LONG, () -> System.nanoTime() - last > 0);
    awaitAnswersSince(last, LONG);
    isOver = true;
    for (Future<?> life : lives) {
      life.get();
    }
    threads.shutdown();
    List<Clerk.Fault> faults = clerks.stream().flatMap(clerk -> clerk.faults().stream()).toList();
    System.out.printf(
        "%d answers, %d faults, %d fetches in doubt.%n",
        clerks.stream().mapToInt(clerk -> clerk.receipts().size()).sum(),
        faults.size(),
        clerks.stream().mapToInt(clerk -> clerk.visitor().unsure()).sum());
    assertThat(faults)
        .isNotEmpty()
        .allSatisfy(fault -> assertThat(fault.at()).as(fault.what()).isLessThan(last))
        .allSatisfy(fault -> assertThat(fault.what()).contains("database-unavailable"));
  }

  /** Those that were in danger, and some of the others. */
  void requireAnswersAgain() throws Exception {
    for (Clerk clerk : clerks) {
      for (int i = 0; i < clerk.receipts().size(); i++) {
        Clerk.Receipt receipt = clerk.receipts().get(i);
        if (i % OF_THE_OTHERS == 0 || receipt.attempts() > 1 || isOnAnEve(receipt)) {
          HttpResponse<String> again = clerk.again(receipt.order());
          assertThat(again.statusCode()).as(again.body()).isEqualTo(receipt.status());
          assertThat(again.body()).isEqualTo(receipt.body());
          assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        }
      }
    }
  }

  private boolean isOnAnEve(Clerk.Receipt receipt) {
    return cuts.stream()
        .map(cut -> cut.begun() - receipt.at())
        .anyMatch(before -> before > 0 && before < EVE.toNanos());
  }

  void requireEveryBlockCountedOnce() throws SQLException {
    for (Clerk clerk : clerks) {
      Address account = clerk.visitor().address();
      long uploads =
          clerk.receipts().stream()
              .filter(receipt -> receipt.order().path().startsWith("uploads"))
              .count();
      assertThat(texts("select bytes from upload where account = '%s'".formatted(account.hex())))
          .containsExactly(String.valueOf(uploads * Visitor.BLOCK_BYTES));
    }
  }

  void requireNewestEnvelopes() throws SQLException {
    Clerk grantor = grantor();
    TreeSet<String> newest = new TreeSet<>();
    for (long round = Math.max(0, grantor.rounds() - grantor.grants().size());
        round < grantor.rounds();
        round++) {
      AccessGrant grant = grantor.grants().get((int) (round % grantor.grants().size()));
      newest.add(grant.id().value().hex() + " " + Visitor.content(round));
    }
    String of =
        String.join("','", grantor.grants().stream().map(g -> g.id().value().hex()).toList());
    assertThat(
            texts(
                "select subject || ' ' || content from envelope where subject in ('%s')"
                    .formatted(of)))
        .containsExactlyInAnyOrderElementsOf(newest);
  }

  void requireEveryReleaseWrittenDown(Owner owner) {
    AccessLog log = owner.agent().platform().accessLog(owner.version().dataset());
    assertThat(new LogAudit(log).firstFlaw()).isEmpty();
    for (Clerk clerk : clerks) {
      Visitor.Tally fetches = clerk.visitor().tally(Visitor.Deed.FETCH);
      assertThat(
              log.entries().stream()
                  .map(AccessEntry::access)
                  .filter(access -> access.grantee().equals(clerk.visitor().address()))
                  .count())
          .isBetween((long) fetches.done(), (long) fetches.done() + fetches.unsure());
    }
  }

  private List<String> texts(String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection(network.database(), PostgresProcess.USER, "");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}
