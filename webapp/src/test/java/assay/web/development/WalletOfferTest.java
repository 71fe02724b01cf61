package assay.web.development;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.ChainSettings;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WalletOfferTest {

  private static final URI HERE = URI.create("http://127.0.0.1:8545");

  @Test
  void shouldOfferAWalletOnALocalNetworkThatAsksForOne() {
    assertThat(new WalletOffer(true, ChainSettings.LOCAL_CHAIN_ID, HERE).wallet()).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "false, 677281, http://127.0.0.1:8545",
    "true, 1, http://127.0.0.1:8545",
    "true, 677281, http://node.example:8545",
    "true, 677281, https://127.0.0.1.example",
    "true, 677281, http:opaque",
    "true, 31337, http://127.0.0.1:8545"
  })
  void shouldOfferNoneAnywhereElse(boolean isAsked, long chainId, URI node) {
    assertThat(new WalletOffer(isAsked, chainId, node).wallet()).isEmpty();
  }

  @Test
  void shouldPassOnNothingThatAWalletDoesNotAnswer() {
    DevelopmentWallet wallet =
        new WalletOffer(true, ChainSettings.LOCAL_CHAIN_ID, HERE).wallet().orElseThrow();

    assertThatThrownBy(() -> wallet.ask("anvil_setBalance", JsonNodeFactory.instance.arrayNode()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not know anvil_setBalance");
  }
}
