package assay.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.RawTransaction;

class AttemptTest {

  private static final Account ACCOUNT = TestAccounts.number(1);
  private static final Fee FEE = new Fee(BigInteger.valueOf(9), BigInteger.TWO);
  private static final ContractCall CALL =
      ContractCall.paying("pay", ACCOUNT.address(), "0x1234", Wei.of("5"));
  private static final ContractCall CREATION = ContractCall.creation("create", "0x6000");

  @Test
  void shouldKnowItsCallWhenReadBack() {
    assertThat(signed(CALL).call()).isEqualTo(Attempt.call(CALL));
    assertThat(signed(CREATION).call()).isEqualTo(Attempt.call(CREATION));
  }

  @Test
  void shouldTellCallsApartByReceiverValueAndData() {
    assertThat(Attempt.call(CALL))
        .isNotEqualTo(Attempt.call(CREATION))
        .isNotEqualTo(Attempt.call(ContractCall.paying("pay", Address.ZERO, "0x1234", Wei.of("5"))))
        .isNotEqualTo(
            Attempt.call(ContractCall.paying("pay", ACCOUNT.address(), "0x12", Wei.of("5"))))
        .isNotEqualTo(
            Attempt.call(ContractCall.paying("pay", ACCOUNT.address(), "0x1234", Wei.of("6"))));
  }

  @Test
  void shouldChangeNothingButTheFeeWhenReplaced() {
    Fee more = new Fee(BigInteger.TEN, BigInteger.valueOf(3));

    Attempt replacement = signed(CREATION).at(more, ACCOUNT);

    assertThat(replacement.fee()).isEqualTo(more);
    assertThat(replacement.at(FEE, ACCOUNT)).isEqualTo(signed(CREATION));
  }

  private static Attempt signed(ContractCall call) {
    return Attempt.sign(
        ACCOUNT,
        RawTransaction.createTransaction(
            7,
            BigInteger.ONE,
            BigInteger.TEN,
            call.toHex(),
            call.value().value(),
            call.data(),
            FEE.tip(),
            FEE.max()));
  }
}
