package assay.training.economy;

import assay.chain.Address;
import assay.chain.ChainClient;
import assay.chain.ContractCall;
import assay.chain.ContractName;
import assay.chain.Deployment;
import assay.chain.contract.AssetRegistry;
import assay.chain.contract.EvaluationPanel;
import assay.chain.contract.SeedBeacon;
import assay.registry.ledger.GrantCalls;
import assay.training.bounty.BountyId;
import assay.training.bounty.Commits;
import assay.training.ledger.MarketCalls;
import assay.training.ledger.PanelCalls;
import assay.training.ledger.SubmissionCalls;
import java.math.BigInteger;
import java.util.Random;
import org.web3j.protocol.core.RemoteFunctionCall;

/** The calls that players make, and the one chance of the play. */
record Tools(
    PlayedChain chain,
    Cast cast,
    MarketCalls market,
    SubmissionCalls submissions,
    PanelCalls panel,
    GrantCalls grants,
    AssetRegistry registry,
    SeedBeacon beacon,
    EvaluationPanel panelReads,
    Random chance) {

  static Tools on(PlayedChain chain, Cast cast, Random chance) {
    ChainClient client = chain.client();
    Deployment deployment = chain.deployment();
    return new Tools(
        chain,
        cast,
        new MarketCalls(client, deployment),
        new SubmissionCalls(client, deployment),
        new PanelCalls(client, deployment),
        new GrantCalls(client, deployment),
        client.wrap(AssetRegistry::load, deployment.address(ContractName.ASSET_REGISTRY)),
        client.wrap(SeedBeacon::load, deployment.address(ContractName.SEED_BEACON)),
        client.wrap(EvaluationPanel::load, deployment.address(ContractName.EVALUATION_PANEL)),
        chance);
  }

  BigInteger chainId() {
    return BigInteger.valueOf(chain.deployment().chainId());
  }

  Commits commits(BountyId bounty) {
    return new Commits(chainId(), bounty);
  }

  boolean oneIn(int times) {
    return chance.nextInt(times) == 0;
  }

  void send(Player<?> from, ContractCall call) {
    chain.send(from.sender(), call);
  }

  /** Sends what no class of the ledger has a call for. */
  void send(Player<?> from, ContractName contract, RemoteFunctionCall<?> call) {
    Address to = chain.deployment().address(contract);
    send(from, ContractCall.of("act on " + contract, to, call.encodeFunctionCall()));
  }
}
