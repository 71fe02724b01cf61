package assay.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Account;
import assay.chain.Address;
import assay.chain.ChainClient;
import assay.chain.ChainSettings;
import assay.chain.ContractCall;
import assay.chain.LocalChain;
import assay.chain.PersonalSignature;
import assay.chain.TestAccounts;
import assay.chain.TransactionSender;
import assay.chain.Wei;
import assay.registry.database.TestDatabase;
import assay.registry.signin.SignInMessage;
import java.math.BigInteger;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.web3j.crypto.ContractUtils;

/** Accounts that are contracts, on a real chain. */
class ContractSignaturesIT {

  private static final Account OWNER = TestAccounts.number(1);
  private static final Account MALLORY = TestAccounts.number(2);
  private static final URI HERE = URI.create("https://assay.example");
  private static final int FINALITY = 5;

  /**
   * A wallet that takes what its owner's key signed:
   *
   * <pre>
   *   function isValidSignature(bytes32 hash, bytes signature) returns (bytes4) {
   *     return ecrecover(hash, v, r, s) == OWNER ? 0x1626ba7e : 0;
   *   }
   * </pre>
   *
   * The hash stands at 4 of the call, r at 0x64, s at 0x84, v in the first octet at 0xa4. Memory:
   * hash, v, r, s from 0 on as the precompiled contract 1 reads them, the signer it finds at 0x80.
   */
  private static final String WALLET =
      "600435600052" // mem[0] = call[4]
          + "60a43560001a602052" // mem[0x20] = first octet of call[0xa4]
          + "606435604052" // mem[0x40] = call[0x64]
          + "608435606052" // mem[0x60] = call[0x84]
          + "60206080608060006001" // 0x20 octets out at 0x80, 0x80 octets in at 0, contract 1
          + "5afa50" // staticcall with all gas; its success does not matter
          + "608051"
          + "73%s14" // mem[0x80] == OWNER
          + "631626ba7e60e01b02" // times 0x1626ba7e shifted to the left
          + "60005260206000f3"; // returned as a word

  private static LocalChain chain;
  private static TestDatabase database;
  private static TransactionSender deployer;

  @BeforeAll
  static void start() {
    chain = LocalChain.start();
    database = TestDatabase.create();
    deployer = chain.newAccount();
  }

  @AfterAll
  static void stop() {
    database.close();
    chain.close();
  }

  private static Address wallet() {
    return deploy(WALLET.formatted(OWNER.address().hex().substring(2)));
  }

  /** With code before it that returns the rest, which is at most 255 bytes. */
  private static Address deploy(String code) {
    String address =
        ContractUtils.generateContractAddress(
            deployer.address().hex(), BigInteger.valueOf(deployer.firstUnused()));
    String size = "%02x".formatted(code.length() / 2);
    deployer.send(
        ContractCall.creation(
            "make a wallet", "0x60" + size + "600a5f3960" + size + "5ff3" + code));
    return new Address(address);
  }

  private static Accounts accounts(ChainClient client) {
    return new Accounts(
        database.database(),
        new SignInSettings(
            HERE, ChainSettings.LOCAL_CHAIN_ID, Duration.ofHours(1), Duration.ofHours(12)),
        new FinalContractSignatures(client),
        Clock.systemUTC(),
        new SecureRandom());
  }

  private static boolean isSignedIn(ChainClient client, Address account, Account signer) {
    Accounts accounts = accounts(client);
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String text =
        new SignInMessage(
                HERE.getAuthority(),
                account,
                HERE,
                ChainSettings.LOCAL_CHAIN_ID,
                accounts.newNonce(),
                now,
                now.plusSeconds(300))
            .text();
    return SignInAttempt.isTaken(accounts, text, PersonalSignature.sign(signer, text));
  }

  @Test
  void shouldSignInAContractWhoseOwnerSigned() {
    Address wallet = wallet();

    assertThat(isSignedIn(chain.chain(), wallet, OWNER)).isTrue();
    assertThat(isSignedIn(chain.chain(), wallet, MALLORY)).isFalse();
  }

  @Test
  void shouldRefuseAnAccountWithoutCodeThatDidNotSign() {
    assertThat(isSignedIn(chain.chain(), TestAccounts.number(3).address(), OWNER)).isFalse();
  }

  @Test
  void shouldLookAtTheFinalStateOnly() {
    ChainSettings cautious =
        new ChainSettings(
            chain.node().node(),
            ChainSettings.LOCAL_CHAIN_ID,
            FINALITY,
            Wei.ZERO,
            Duration.ofMillis(20),
            Duration.ofSeconds(20));
    try (ChainClient client = new ChainClient(cautious)) {
      Address wallet = wallet();
      boolean isTakenAtOnce = isSignedIn(client, wallet, OWNER);
      chain.node().mine(FINALITY);

      assertThat(isTakenAtOnce).isFalse();
      assertThat(isSignedIn(client, wallet, OWNER)).isTrue();
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "runs for ever, 5b5f56",
    "reverts, 5f5ffd",
    "has an invalid instruction, fe",
    "returns nothing, 00",
    "returns one, 60015f5260205ff3",
    "returns the word on the wrong side, 631626ba7e5f5260205ff3",
    "returns the four bytes alone, 631626ba7e60e01b5f5260045ff3"
  })
  void shouldRefuseAContractThat(String what, String code) {
    assertThat(isSignedIn(chain.chain(), deploy(code), OWNER)).isFalse();
  }
}
