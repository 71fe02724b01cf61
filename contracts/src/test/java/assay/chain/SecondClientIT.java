package assay.chain;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.local.DevelopmentChain;
import assay.chain.local.SecondClientProcess;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.methods.response.EthSign;
import org.web3j.protocol.http.HttpService;

final class SecondClientIT extends DeployedChainContract {

  @Override
  protected DevelopmentChain startChain() {
    return SecondClientProcess.start();
  }

  /** Our encoding of the typed data is one of two: a wallet's must give the same signature. */
  @Test
  void shouldSignAManifestAsAWalletDoes() throws IOException {
    DeploymentManifest ours = TestManifests.of(ChainSettings.LOCAL_CHAIN_ID);
    try (SecondClientProcess wallet = SecondClientProcess.start()) {

      String theirs = signature(new HttpService(wallet.node().toString()), ours.statement());

      assertThat(theirs).isEqualTo(ours.signature().hex());
    }
  }

  private static String signature(HttpService wallet, DeploymentStatement statement)
      throws IOException {
    Request<?, EthSign> request =
        new Request<>(
            "eth_signTypedData_v4",
            List.of(statement.deployer().hex(), DeploymentTypedData.json(statement)),
            wallet,
            EthSign.class);
    return request.send().getSignature();
  }
}
