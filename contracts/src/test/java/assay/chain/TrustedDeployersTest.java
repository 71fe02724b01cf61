package assay.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class TrustedDeployersTest {

  private static final Address DEPLOYER = TestManifests.DEPLOYER.address();
  private static final Address OTHER = TestAccounts.number(901).address();

  private final DeploymentManifest manifest = TestManifests.of(7);

  @Test
  void shouldLetAManifestOfOneOfThemThrough() {
    TrustedDeployers trusted = new TrustedDeployers(Set.of(OTHER, DEPLOYER));

    assertThatCode(() -> trusted.require(manifest)).doesNotThrowAnyException();
  }

  @Test
  void shouldRefuseAManifestOfSomebodyElse() {
    TrustedDeployers trusted = new TrustedDeployers(Set.of(OTHER));

    assertThatThrownBy(() -> trusted.require(manifest))
        .isInstanceOf(UnknownDeploymentException.class)
        .hasMessageContaining(DEPLOYER + " signed it")
        .hasMessageContaining(OTHER.toString());
  }

  @Test
  void shouldTrustNobodyWhenNobodyIsNamed() {
    TrustedDeployers trusted = TrustedDeployers.parse(" ");

    assertThatThrownBy(() -> trusted.require(manifest))
        .isInstanceOf(UnknownDeploymentException.class)
        .hasMessageContaining("no deployer is trusted here");
  }

  @Test
  void shouldReadAddressesWithCommasOrSpacesBetween() {
    TrustedDeployers trusted = TrustedDeployers.parse(" " + DEPLOYER + ", " + OTHER + "\n");

    assertThat(trusted.addresses()).containsExactlyInAnyOrder(DEPLOYER, OTHER);
    assertThat(TrustedDeployers.parse(trusted.toString())).isEqualTo(trusted);
  }

  @Test
  void shouldRefuseWhatIsNoAddress() {
    assertThatThrownBy(() -> TrustedDeployers.parse("0x12")).hasMessageContaining("not an address");
  }
}
