package assay.agent.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.miner.Refusal;
import assay.chain.Account;
import assay.chain.Bytes32;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.VersionId;
import assay.training.bounty.FederatedTerms;
import assay.training.ledger.BountyFacts.DatasetPart;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CoordinatorTest {

  private static List<DatasetPart> datasets(Account... owners) {
    return Stream.of(owners)
        .map(
            owner ->
                new DatasetPart(
                    new VersionId(new DatasetId(Bytes32.keccak256(owner.address().hex())), 1),
                    owner.address(),
                    1,
                    true))
        .toList();
  }

  private static Optional<String> against(int leastSites, Account... owners) {
    FederatedTerms terms =
        new FederatedTerms(FederatedTerms.FED_AVG, 10, 1, 16, 0.1, leastSites, 300);
    return Coordinator.against(terms, datasets(owners)).map(Refusal::code);
  }

  @Test
  void shouldLeadWhatHasADatasetOfEnoughOwners() {
    assertThat(against(2, Federation.ANNA, Federation.BRUNO)).isEmpty();
    assertThat(against(3, Federation.ANNA, Federation.BRUNO)).contains("too-few-datasets");
  }

  @Test
  void shouldNotLeadWhatListsTwoDatasetsOfOneOwner() {
    assertThat(against(1, Federation.ANNA, Federation.ANNA)).contains("two-datasets-of-one-owner");
  }
}
