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
                    "label flip by 3 of 10, MultiKrum",
                    "top-k 1 %",
                    DigitsTable.SCAFFOLD))
            .rows((done, all) -> {});

    assertThat(rows).hasSize(5).allMatch(TableRow::passes);
  }

  @Test
  void shouldHoldClientsTogetherWhereMostAreLate() {
    List<FedProxTable.Line> late =
        FedProxTable.lines().stream()
            .filter(line -> line.data().equals("(1,1)") && line.stragglers() == 0.9)
            .toList();

    List<TableRow> rows = new FedProxTable(late, 1, 40).rows((done, all) -> {});

    assertThat(rows)
        .hasSize(12)
        .filteredOn(row -> !row.measure().equals("accuracy, gain"))
        .allMatch(TableRow::passes);
  }
}
