package assay.registry.index;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ContractCall;
import assay.chain.ContractName;
import assay.chain.LocalChain;
import assay.chain.TransactionSender;
import assay.registry.catalogue.RegistryProjection;
import assay.registry.database.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long the indexer takes for a long history (docs/benchmarks.md). */
@Tag("release")
class IndexSpeedIT {

  private static final Duration BOUND = Duration.ofSeconds(5);
  private static final int EVENTS = 100_000;
  private static final int A_TRANSACTION = 5_000;

  @Test
  void shouldReadAHundredThousandEventsInTime() {
    try (LocalChain local = LocalChain.start();
        TestDatabase database = TestDatabase.create()) {
      emit(local);
      AtomicInteger stored = new AtomicInteger();
      ChainIndexer indexer =
          new ChainIndexer(
              database.database(),
              local.chain(),
              local.deployment(),
              List.of(new RegistryProjection()),
              (blocks, events, took) -> stored.addAndGet(events));

      long begun = System.nanoTime();
      RegistryWorld.drain(indexer);
      Duration took = Duration.ofNanos(System.nanoTime() - begun);

      System.out.printf(Locale.ROOT, "LOAD %d events: %.2f s%n", EVENTS, took.toMillis() / 1e3);
      assertThat(stored.get()).isGreaterThanOrEqualTo(EVENTS);
      assertThat(took).isLessThan(BOUND);
    }
  }

  /** Has the chain make events as the contract Anchor does, many in one transaction. */
  private static void emit(LocalChain local) {
    Address anchor = local.deployment().address(ContractName.ANCHOR);
    local.anvil().replaceCode(anchor, manyEvents());
    ContractCall call = ContractCall.of("make events", anchor, "0x%064x".formatted(A_TRANSACTION));
    TransactionSender sender = local.newAccount();
    for (int sent = 0; sent < EVENTS; sent += A_TRANSACTION) {
      sender.send(call);
    }
  }

  /**
   * EVM code that counts its argument down and logs {@code Anchored(caller, 0, count, 0, 0, 0)} for
   * each: load the count; until it is 0, store it at 0, log 128 bytes with three topics, subtract
   * 1.
   */
  private static String manyEvents() {
    String topic =
        Bytes32.keccak256("Anchored(address,bytes32,uint256,bytes32,bytes32,bytes32)")
            .hex()
            .substring(2);
    return "0x5f355b8015603957805f525f337f" + topic + "60805fa3600190036002565b00";
  }
}
