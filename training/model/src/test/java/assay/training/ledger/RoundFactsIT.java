package assay.training.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Bytes32;
import assay.chain.FinalEvents;
import assay.chain.LocalChain;
import assay.chain.Receipt;
import assay.chain.TestAccounts;
import assay.chain.TransactionSender;
import assay.registry.audit.LogClaim;
import assay.registry.ledger.AnchorCalls;
import assay.training.bounty.BountyId;
import assay.training.federated.round.FederatedJob;
import assay.training.federated.round.RoundAnchor;
import assay.training.federated.round.RoundAudit;
import assay.training.federated.round.RoundExamples;
import assay.training.federated.round.RoundLog;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rounds of a federated job, anchored on the real contract. */
class RoundFactsIT {

  @Test
  void shouldFindWhatTheCoordinatorAnchoredForTheJobAndNothingElse() {
    try (LocalChain local = LocalChain.start()) {
      TransactionSender coordinator = local.newAccount();
      TransactionSender stranger = local.newAccount();
      RoundLog log = new RoundExamples(TestAccounts.number(5)).log(2);
      FederatedJob job = of(log.job(), coordinator);
      Bytes32 root = log.anchors().get(0).root();
      anchor(local, stranger, job, root);
      anchor(local, coordinator, other(job), root);

      Receipt first = anchor(local, coordinator, job, root);
      Receipt second = anchor(local, coordinator, job, log.anchors().get(1).root());

      List<RoundAnchor> found = found(local, job);
      assertThat(found)
          .containsExactly(
              new RoundAnchor(0, root, first.transaction()),
              new RoundAnchor(1, log.anchors().get(1).root(), second.transaction()));
      RoundLog anchored = new RoundLog(job, log.rounds(), found);
      assertThat(new RoundAudit(anchored).against(found))
          .filteredOn(claim -> claim.name().equals("chain"))
          .extracting(LogClaim::proof)
          .singleElement()
          .asString()
          .startsWith("the chain has 2 anchors");
    }
  }

  private static FederatedJob of(FederatedJob job, TransactionSender coordinator) {
    return new FederatedJob(job.market(), job.bounty(), coordinator.address());
  }

  private static FederatedJob other(FederatedJob job) {
    return new FederatedJob(
        job.market(), new BountyId(Bytes32.keccak256("another bounty")), job.coordinator());
  }

  private static Receipt anchor(
      LocalChain local, TransactionSender sender, FederatedJob job, Bytes32 root) {
    return sender.send(
        new AnchorCalls(local.chain(), local.deployment())
            .append(sender.address(), job.kind(), root));
  }

  private static List<RoundAnchor> found(LocalChain local, FederatedJob job) {
    FinalEvents events = new FinalEvents(local.chain(), local.deployment());
    events.refresh();
    return new RoundFacts(events).of(job);
  }
}
