package assay.training.federated.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Published figures, few lines of them with one seed; all stand in {@link ReferenceTableIT}. */
class ReferenceTableTest {

  @Test
  void shouldComeToThePublishedAccuraciesOnDigits() {
    List<TableRow> rows =
        new DigitsTable(1)
            .only(
                Set.of(
                    "sign-flip x4 by 3 of 10, mean",
                    "sign-flip x4 by 3 of 10, median",
                    "top-k 1 %",
                    DigitsTable.SCAFFOLD))
            .rows((done, all) -> {});

    assertThat(rows).hasSize(4).allMatch(TableRow::passes);
  }

  @Test
  void shouldHoldClientsTogetherWhereMostAreLate() {
    List<FedProxTable.Line> late =
        FedProxTable.lines().stream()
            .filter(line -> line.data().equals("(1,1)") && line.stragglers() == 0.9)
            .toList();

    List<TableRow> rows = new FedProxTable(late, 1, 20).rows((done, all) -> {});

    assertThat(rows)
        .filteredOn(row -> Set.of("loss, ratio", "accuracy, gain").contains(row.measure()))
        .hasSize(2)
        .allMatch(TableRow::passes);
  }
}
