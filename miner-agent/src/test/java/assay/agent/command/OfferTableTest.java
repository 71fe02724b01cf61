package assay.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.Wei;
import assay.registry.dataset.ContractAt;
import assay.training.pool.Need;
import assay.training.pool.Offer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OfferTableTest {

  private static final Bytes32 QUESTION = Bytes32.keccak256("question");
  private static final Need NEED = new Need(1_000_000, 1 << 20, 1_000, 5, 1 << 20);
  private static final ContractAt REGISTRY =
      new ContractAt(31_337, new Address("0x" + "12".repeat(20)));

  private static Offer offer(String digit, String ether) {
    return new Offer(
        REGISTRY,
        QUESTION,
        new Address("0x" + digit.repeat(40)),
        new Offer.Estimate(Duration.ofMinutes(90), Wei.ofEther(ether), "1 x A card"),
        Instant.parse("2026-03-01T12:00:00Z"));
  }

  @Test
  void shouldShowTheCheapestOfferFirst() {
    OfferTable table =
        new OfferTable(QUESTION, NEED, List.of(offer("a", "0.5"), offer("b", "0.25")));

    assertThat(table.text().lines())
        .anySatisfy(line -> assertThat(line).contains("5.0 GFLOPs", "1.0 MiB of memory"))
        .anySatisfy(line -> assertThat(line).contains("1.50", "0.25", "1 x A card"));
    assertThat(table.text().indexOf("0.25")).isLessThan(table.text().indexOf("0.5 "));
    assertThat(table.json().path("offers").path(0).path("priceWei").asText())
        .isEqualTo("250000000000000000");
  }

  @Test
  void shouldSayThatNobodyAnswered() {
    assertThat(new OfferTable(QUESTION, NEED, List.of()).text()).contains("No pool answered");
  }
}
