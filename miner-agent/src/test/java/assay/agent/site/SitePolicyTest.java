package assay.agent.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.agent.home.AgentHome;
import assay.agent.home.HomeException;
import assay.agent.miner.Refusal;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.TestAccounts;
import assay.registry.dataset.SharingLevel;
import assay.registry.grant.Purpose;
import assay.training.bounty.FederatedTerms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SitePolicyTest {

  private static final Address COORDINATOR = TestAccounts.number(1).address();
  private static final Bytes32 SPEC = Bytes32.keccak256("a specification");
  private static final SiteOffer OFFER = offer(10, 650);

  @TempDir private Path folder;

  private static SiteOffer offer(int rounds, long parameters) {
    FederatedTerms terms = new FederatedTerms(FederatedTerms.FED_AVG, rounds, 1, 16, 0.1, 2, 300);
    return new SiteOffer(COORDINATOR, Purpose.TRAIN, SPEC, terms, parameters, false);
  }

  private SitePolicyFile file() {
    return new SitePolicyFile(new AgentHome(folder));
  }

  private SitePolicy policy(String... lines) throws IOException {
    Files.writeString(folder.resolve("site.properties"), String.join("\n", lines));
    return file().read();
  }

  private static Optional<String> code(SitePolicy policy, SiteOffer offer) {
    return policy.against(offer).map(Refusal::code);
  }

  @Test
  void shouldTakePartInNothingUntilTheOwnerApproved() throws IOException {
    Optional<Refusal> against = file().read().against(OFFER);

    assertThat(against).map(Refusal::code).contains("spec-not-approved");
    assertThat(against)
        .map(Refusal::sentence)
        .contains(
            "the site's policy is against it: its owner has not approved specification "
                + SPEC
                + ".");
    assertThat(against).map(SitePolicy::isUndecided).contains(true);
    assertThat(policy("specs=" + SPEC).against(OFFER)).isEmpty();
    assertThat(policy("specs=any").against(OFFER)).isEmpty();
    assertThat(code(policy("specs=" + Bytes32.ZERO), OFFER)).contains("spec-not-approved");
  }

  @ParameterizedTest
  @CsvSource({
    "rounds.most=9, too-many-rounds",
    "parameters.most=649, model-too-large",
    "strategies=scaffold, strategy-denied",
    "purposes=evaluate, purpose-denied",
    "coordinators.allowed=0x1212121212121212121212121212121212121212, coordinator-denied"
  })
  void shouldRefuseByNameWhatTheJobAsksBeyondIt(String line, String code) throws IOException {
    SitePolicy policy = policy("specs=any", line);

    assertThat(code(policy, OFFER)).contains(code);
    assertThat(policy.against(OFFER)).map(SitePolicy::isUndecided).contains(false);
  }

  @Test
  void shouldTakeWhatItsLimitsJustAllow() throws IOException {
    assertThat(policy("specs=any", "rounds.most=10", "parameters.most=650").against(OFFER))
        .isEmpty();
  }

  @Test
  void shouldRefuseACoordinatorThatIsDeniedWhateverElseIsAllowed() throws IOException {
    SitePolicy policy = policy("specs=any", "coordinators.denied=" + COORDINATOR);

    assertThat(code(policy, OFFER)).contains("coordinator-denied");
  }

  /** A seat sees more of the data than the model tells. */
  @Test
  void shouldLetPanelsOpenUpdatesOnlyWhereTheOwnerSaysSo() throws IOException {
    SiteOffer paidByContribution =
        new SiteOffer(COORDINATOR, Purpose.TRAIN, SPEC, OFFER.terms(), 650, true);

    assertThat(code(policy("specs=any"), paidByContribution))
        .contains("updates-for-the-coordinator-only");
    assertThat(policy("specs=any", "update.readers=panel").against(paidByContribution)).isEmpty();
  }

  @Test
  void shouldHaveTheseDefaults() {
    SitePolicy policy = file().read();

    assertThat(policy.limits()).isEqualTo(new SitePolicy.Limits(10_000_000, 100));
    assertThat(policy.largestNorm()).isEqualTo(100);
    assertThat(policy.grantTime()).isEqualTo(Duration.ofDays(30));
    assertThat(policy.strategies()).containsExactly("fed-avg");
    assertThat(policy.purposes()).containsExactly(Purpose.TRAIN);
    assertThat(file().jobs()).isEqualTo(1);
  }

  @Test
  void shouldProposeAFileThatSetsNothingOnce() throws IOException {
    assertThat(file().propose()).isTrue();
    assertThat(Files.readString(folder.resolve("site.properties")))
        .contains("#specs=any", "#rounds.most=", "#update.norm=");
    assertThat(code(file().read(), OFFER)).contains("spec-not-approved");
    assertThat(file().propose()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "spec=any, did you mean 'specs'",
    "specs=all, 'specs' = 'all'",
    "update.norm=0, 'update.norm'",
    "update.readers=all, 'update.readers'",
    "grant.lifetime=soon, 'grant.lifetime'"
  })
  void shouldNameWhatItCannotRead(String line, String words) {
    assertThatThrownBy(() -> policy(line))
        .isInstanceOf(HomeException.class)
        .hasMessageContaining(words);
  }

  @Test
  void shouldGrantAtTheLevelAtWhichNoKeyIsHandedOut() {
    assertThat(SiteDoor.level(SharingLevel.L1)).isEqualTo(SharingLevel.L3);
    assertThat(SiteDoor.level(SharingLevel.L4)).isEqualTo(SharingLevel.L4);
  }
}
