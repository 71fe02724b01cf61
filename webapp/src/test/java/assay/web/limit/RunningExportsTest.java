package assay.web.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RunningExportsTest {

  @Test
  void shouldLimitWhatOneHasAndWhatAllHave() {
    RunningExports exports = new RunningExports(3);
    exports.begin("alice");
    exports.begin("alice");

    assertThatThrownBy(() -> exports.begin("alice"))
        .hasMessageContaining("of yours")
        .isInstanceOfSatisfying(
            TooManyExportsException.class,
            refusal -> assertThat(refusal.retryAfter()).contains(RunningExports.LOOK_AGAIN));
    exports.begin("bob");
    assertThatThrownBy(() -> exports.begin("carol")).hasMessageContaining("As many exports");
    exports.end("alice");
    exports.begin("carol");

    assertThat(exports.size()).isEqualTo(3);
  }

  @Test
  void shouldLimitNobodyWithoutALimit() {
    RunningExports exports = new RunningExports(0);

    for (int export = 0; export < 100; export++) {
      exports.begin("alice");
    }

    assertThat(exports.size()).isEqualTo(100);
  }
}
