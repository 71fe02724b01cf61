package assay.training.federated.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every line of every table with every seed: minutes of both processors. */
@Tag("release")
class ReferenceTableIT {

  @ParameterizedTest
  @EnumSource
  void shouldHoldEveryLine(ReferenceTable table) {
    assertThat(table.run(table.seeds(), (done, all) -> {})).allMatch(TableRow::passes);
  }
}
