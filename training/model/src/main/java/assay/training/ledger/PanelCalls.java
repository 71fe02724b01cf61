package assay.training.ledger;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainClient;
import assay.chain.ContractCall;
import assay.chain.ContractName;
import assay.chain.Deployment;
import assay.chain.contract.EvaluationPanel;
import assay.training.bounty.BountyId;
import assay.training.bounty.ScoreReport;
import java.math.BigInteger;
import java.util.List;
import org.web3j.protocol.core.RemoteFunctionCall;

/** The calls around seeds, seats and scores, ready to be signed. Immutable. */
public final class PanelCalls {

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

  /** Brings one contributor's preimage to a seed request. */
  public ContractCall contribute(Bytes32 request, Address contributor, Bytes32 preimage) {
    return call(
        "contribute to a seed",
        panel.contribute(request.bytes(), List.of(contributor.hex()), List.of(preimage.bytes())));
  }

  public ContractCall draw(BountyId bounty) {
    return call("draw the panel", panel.draw(bounty.value().bytes()));
  }

  public ContractCall commitScores(BountyId bounty, Bytes32 commitHash) {
    return call("commit to scores", panel.commitScores(bounty.value().bytes(), commitHash.bytes()));
  }

  public ContractCall revealScores(BountyId bounty, List<ScoreReport> reports, Bytes32 salt) {
    return call(
        "reveal scores",
        panel.revealScores(
            bounty.value().bytes(),
            reports.stream().map(report -> BigInteger.valueOf(report.word())).toList(),
            salt.bytes()));
  }

  private ContractCall call(String purpose, RemoteFunctionCall<?> call) {
    return ContractCall.of(purpose, address, call.encodeFunctionCall());
  }
}
