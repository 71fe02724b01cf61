package assay.agent.home;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Address;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyGuardTest {

  private static final long CHAIN = 31_337;
  private static final Address ACCOUNT = new Address("0x" + "11".repeat(20));

  @TempDir private Path folder;

  @Test
  void shouldRefuseASecondAgentWithTheSameKeyWhileTheFirstRuns() {
    KeyGuard first = KeyGuard.hold(folder, CHAIN, ACCOUNT);

    assertThatThrownBy(() -> KeyGuard.hold(folder, CHAIN, ACCOUNT))
        .isInstanceOf(KeyInUseException.class)
        .hasMessageContaining(ACCOUNT.toString())
        .hasMessageContaining("it runs on this machine");
    first.close();

    assertThatCode(() -> KeyGuard.hold(folder, CHAIN, ACCOUNT).close()).doesNotThrowAnyException();
  }

  @Test
  void shouldLetTheSameKeyWorkOnAnotherChain() {
    try (KeyGuard first = KeyGuard.hold(folder, CHAIN, ACCOUNT)) {
      assertThatCode(() -> KeyGuard.hold(folder, CHAIN + 1, ACCOUNT).close())
          .as("beside %s", first)
          .doesNotThrowAnyException();
    }
  }
}
