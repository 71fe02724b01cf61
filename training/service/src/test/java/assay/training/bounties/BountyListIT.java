package assay.training.bounties;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.TestAccounts;
import assay.registry.database.TestDatabase;
import assay.registry.listing.Listing;
import assay.registry.listing.Wanted;
import assay.training.bounties.BountyView.DatasetTerm;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BountyListIT {

  private static final int BOUNTIES = 20;

  private static TestDatabase database;

  /** Each bounty has as many datasets as its number says, weighing their places. */
  @BeforeAll
  static void open() {
    database = TestDatabase.create();
    String researcher = TestAccounts.number(1).address().hex();
    database.execute(
        "insert into bounty (id, researcher, recipient, platform, spec, spec_hash, state,"
            + " opened_at) select '0x' || lpad(number::text, 64, '0'), ?, ?, ?, '', '', 'OPEN',"
            + " now() from generate_series(0, ?) number",
        researcher,
        researcher,
        researcher,
        BOUNTIES - 1);
    database.execute(
        "insert into bounty_dataset (bounty, place, asset, version, weight, required)"
            + " select id, place, id, 1, place, true"
            + " from bounty, generate_series(1, right(id, 2)::integer) place order by random()");
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  @Test
  void shouldGiveEachBountyItsOwnDatasetsInTheirOrder() {
    Listing<BountyView> page =
        new Bounties(database.database()).page(Wanted.first("openedAt", Map.of()));

    assertThat(page.items()).hasSize(BOUNTIES);
    for (int number = 0; number < BOUNTIES; number++) {
      BountyView bounty = page.items().get(number);
      assertThat(bounty.datasets())
          .extracting(DatasetTerm::weight)
          .isEqualTo(IntStream.rangeClosed(1, number).boxed().toList());
      assertThat(bounty.datasets()).extracting(DatasetTerm::asset).allMatch(bounty.id()::equals);
    }
  }

  @Test
  void shouldReadAPageInTwoQueriesHoweverLongItIs() {
    assertThat(queries(1)).isEqualTo(2);
    assertThat(queries(BOUNTIES)).isEqualTo(2);
  }

  private static int queries(int rows) {
    Wanted wanted = new Wanted("openedAt", Map.of(), Optional.empty(), rows);
    return database.statementsOf(transaction -> Bounties.page(transaction, wanted));
  }
}
