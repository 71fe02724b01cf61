package assay.registry.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SharingLevelTest {

  @ParameterizedTest
  @CsvSource({"L0, true", "L1, true", "L2, true", "L3, false", "L4, false"})
  void shouldHandOutKeysWhereDataMayLeaveTheOwnersSite(SharingLevel level, boolean handsOut) {
    assertThat(level.handsOutKeys()).isEqualTo(handsOut);
  }
}
