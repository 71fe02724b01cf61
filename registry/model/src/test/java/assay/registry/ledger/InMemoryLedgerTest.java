package assay.registry.ledger;

import assay.chain.Address;
import assay.registry.dataset.DatasetExamples;
import java.time.Duration;
import java.time.Instant;

final class InMemoryLedgerTest extends LedgerContract {

  private final InMemoryChain chain =
      new InMemoryChain(DatasetExamples.REGISTRY, Instant.parse("2026-01-01T00:00:00Z"));
  private int accounts;

  @Override
  protected Ledger newAccount() {
    accounts++;
    return chain.ledger(new Address("0x" + "%040x".formatted(accounts)), 0);
  }

  @Override
  protected Ledger patient(Ledger ledger, int finality) {
    return chain.ledger(ledger.account(), finality);
  }

  @Override
  protected void mine(int blocks) {
    chain.mine(blocks);
  }

  @Override
  protected void advance(Duration time) {
    chain.advance(time);
  }
}
