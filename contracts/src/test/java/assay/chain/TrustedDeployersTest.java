package assay.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
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
  void shouldRefuseAnAddressWithALetterMistyped() {
    String typed = DEPLOYER.toString();
    String lower = DEPLOYER.hex();
    int letter = lower.length() - 1;
    while (typed.charAt(letter) == lower.charAt(letter)) {
      letter--;
    }
    String mistyped =
        typed.substring(0, letter) + lower.charAt(letter) + typed.substring(letter + 1);

    assertThatThrownBy(() -> TrustedDeployers.parse(mistyped))
        .hasMessageContaining("wrong checksum");
    assertThat(TrustedDeployers.parse(lower).addresses()).containsExactly(DEPLOYER);
    assertThat(TrustedDeployers.parse("0x" + lower.substring(2).toUpperCase(Locale.ROOT)))
        .isEqualTo(TrustedDeployers.parse(lower));
  }

  @Test
  void shouldRefuseWhatIsNoAddress() {
    assertThatThrownBy(() -> TrustedDeployers.parse("0x12")).hasMessageContaining("not an address");
  }
}
