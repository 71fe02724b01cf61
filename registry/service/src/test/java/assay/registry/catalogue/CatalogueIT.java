package assay.registry.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Bytes32;
import assay.chain.TestAccounts;
import assay.registry.database.TestDatabase;
import assay.registry.listing.Listing;
import assay.registry.listing.Wanted;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CatalogueIT {

  private static final int DATASETS = 20;

  private static TestDatabase database;

  /** Each dataset has as many versions as its number says; the first has none. */
  @BeforeAll
  static void register() {
    database = TestDatabase.create();
    database.execute(
        "insert into asset (id, owner, kind, nonce, spec_hash, retired, grant_epoch, registered_at)"
            + " select '0x' || lpad(number::text, 64, '0'), ?, 0, number, '', false, 0, now()"
            + " from generate_series(0, ?) number",
        TestAccounts.number(1).address().hex(),
        DATASETS - 1);
    database.execute(
        "insert into asset_version (asset, version, manifest, cipher_root, licence_hash, size,"
            + " min_level, added_at) select id, version, 'manifest of ' || id, id, id, 1, 0, now()"
            + " from asset, generate_series(1, right(id, 2)::integer) version order by random()");
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  @Test
  void shouldGiveEachDatasetItsOwnVersionsInTheirOrder() {
    Listing<AssetView> page =
        new Catalogue(database.database()).datasets(Wanted.first("id", Map.of()));

    assertThat(page.items()).hasSize(DATASETS);
    for (int number = 0; number < DATASETS; number++) {
      AssetView dataset = page.items().get(number);
      assertThat(dataset.versions())
          .extracting(VersionView::version)
          .isEqualTo(IntStream.rangeClosed(1, number).boxed().toList());
      assertThat(dataset.versions())
          .extracting(VersionView::cipherRoot)
          .allMatch(dataset.id()::equals);
    }
  }

  @Test
  void shouldReadAPageInTwoQueriesHoweverLongItIs() {
    assertThat(queries(1)).isEqualTo(2);
    assertThat(queries(DATASETS)).isEqualTo(2);
  }

  private static int queries(int rows) {
    Wanted wanted = new Wanted("id", Map.of(), Optional.empty(), rows);
    return database.statementsOf(transaction -> Catalogue.datasets(transaction, wanted));
  }

  @Test
  void shouldFindADatasetWithoutVersions() {
    Bytes32 id = new Bytes32("0x" + "0".repeat(64));

    assertThat(new Catalogue(database.database()).asset(id).orElseThrow().versions()).isEmpty();
  }
}
