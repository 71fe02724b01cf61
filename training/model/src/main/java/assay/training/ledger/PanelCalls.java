package assay.training.ledger;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainClient;
import assay.chain.ContractCall;
import assay.chain.ContractName;
import assay.chain.Deployment;
import assay.chain.contract.EvaluationPanel;
import assay.training.bounty.BountyId;
import assay.training.bounty.ScoreVector;
import java.math.BigInteger;
import java.util.List;
import org.web3j.protocol.core.RemoteFunctionCall;

/** The calls by which a seat gives its scores, ready to be signed. Immutable. */
public final class PanelCalls {

  /** The last commit ends the phase; the last reveal also gives every verdict. */
  private static final long GAS_OF_THE_LAST = 500_000;

  /** The last report may end the bounty, which pays everybody. */
  private static final long GAS_OF_AN_END = 5_000_000;

  private static final long GAS_OF_A_VERDICT = 200_000;

  private final Address address;
  private final EvaluationPanel panel;

  public PanelCalls(ChainClient chain, Deployment deployment) {
    this.address = deployment.address(ContractName.EVALUATION_PANEL);
    this.panel = chain.wrap(EvaluationPanel::load, address);
  }

  /** The panel contract. */
  public Address address() {
    return address;
  }

  public ContractCall commitScores(BountyId bounty, Bytes32 commitHash) {
    return call("commit to scores", panel.commitScores(bounty.value().bytes(), commitHash.bytes()))
        .sparing(BigInteger.valueOf(GAS_OF_THE_LAST));
  }

  public ContractCall revealScores(BountyId bounty, ScoreVector scores, Bytes32 salt) {
    return call(
            "reveal scores",
            panel.revealScores(
                bounty.value().bytes(),
                scores.words().stream().map(BigInteger::valueOf).toList(),
                salt.bytes()))
        .sparing(BigInteger.valueOf(GAS_OF_THE_LAST + GAS_OF_A_VERDICT * scores.words().size()));
  }

  /**
   * Says that the test set cannot be used.
   *
   * @param unopened the slots of submissions that could not be opened either
   */
  public ContractCall reportTestSet(BountyId bounty, List<Integer> unopened) {
    BigInteger bits = unopened.stream().reduce(BigInteger.ZERO, BigInteger::setBit, BigInteger::or);
    return call("report the test set", panel.reportTestSet(bounty.value().bytes(), bits))
        .sparing(BigInteger.valueOf(GAS_OF_AN_END));
  }

  private ContractCall call(String purpose, RemoteFunctionCall<?> call) {
    return ContractCall.of(purpose, address, call.encodeFunctionCall());
  }
}
