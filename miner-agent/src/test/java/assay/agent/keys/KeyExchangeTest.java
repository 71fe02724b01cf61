package assay.agent.keys;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Bytes32;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.SharingLevel;
import assay.registry.dataset.VersionId;
import org.junit.jupiter.api.Test;

class KeyExchangeTest {

  private static final VersionId VERSION =
      new VersionId(new DatasetId(Bytes32.keccak256("dataset")), 1);

  @Test
  void shouldKeepTheKeyOfDataThatStaysOnItsOwnersSite() {
    assertThatThrownBy(() -> KeyExchange.requireHandedOut(VERSION, SharingLevel.L3))
        .isInstanceOf(KeyKeptException.class)
        .hasMessageContaining(VERSION.dataset().toString())
        .hasMessageContaining("level L3");
    assertThatCode(() -> KeyExchange.requireHandedOut(VERSION, SharingLevel.L2))
        .doesNotThrowAnyException();
  }
}
