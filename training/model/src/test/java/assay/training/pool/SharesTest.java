package assay.training.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Address;
import assay.chain.Wei;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharesTest {

  private static final Address ANNA = new Address("0x" + "0a".repeat(20));
  private static final Address BRUNO = new Address("0x" + "0b".repeat(20));
  private static final Address CLARA = new Address("0x" + "0c".repeat(20));

  @Test
  void shouldLeaveTheOperatorWhatRoundingLeaves() {
    Shares shares =
        Shares.of(
            Wei.of("1001"),
            new PoolFee(250),
            List.of(new Work(CLARA, 10, 1), new Work(ANNA, 5, 2), new Work(BRUNO, 10, 1)));

    assertThat(shares.fee()).isEqualTo(Wei.of("25"));
    assertThat(shares.parts().values())
        .containsExactly(Wei.of("325"), Wei.of("325"), Wei.of("325"));
    assertThat(shares.left()).isEqualTo(Wei.of("1"));
  }

  @Test
  void shouldCountSeveralEntriesOfOneMemberTogether() {
    List<Work> works = List.of(new Work(ANNA, 1, 1), new Work(BRUNO, 3, 1), new Work(ANNA, 2, 1));

    Shares shares = Shares.of(Wei.of("600"), PoolFee.NONE, works);

    assertThat(shares.parts())
        .containsEntry(ANNA, Wei.of("300"))
        .containsEntry(BRUNO, Wei.of("300"));
  }

  @Test
  void shouldLeaveAllToTheOperatorWhereNobodyWorked() {
    Shares shares = Shares.of(Wei.of("600"), new PoolFee(1_000), List.of(new Work(ANNA, 0, 1)));

    assertThat(shares.left()).isEqualTo(Wei.of("540"));
    assertThat(shares.parts()).containsEntry(ANNA, Wei.ZERO);
  }

  @Test
  void shouldRefuseMoreMembersThanArePaid() {
    List<Work> crowd =
        IntStream.rangeClosed(1, Shares.MOST_MEMBERS + 1)
            .mapToObj(number -> new Work(new Address("0x%040x".formatted(number)), 1, 1))
            .toList();

    assertThatThrownBy(() -> Shares.of(Wei.of("5"), PoolFee.NONE, crowd))
        .hasMessageContaining("at most 1000");
  }

  @Test
  void shouldRefuseWorkThatCannotBe() {
    assertThatThrownBy(() -> new Work(ANNA, -1, 1)).hasMessageContaining("below 0");
    assertThatThrownBy(() -> new Work(ANNA, Long.MAX_VALUE, 1)).hasMessageContaining("at most");
    assertThatThrownBy(() -> new Work(Address.ZERO, 1, 1)).hasMessageContaining("zero address");
  }
}
