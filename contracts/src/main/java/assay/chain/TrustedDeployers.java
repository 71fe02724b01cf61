package assay.chain;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whose deployments a platform or agent relies on.
 *
 * @param addresses their accounts; none: every deployment is refused
 */
public record TrustedDeployers(Set<Address> addresses) {

  public TrustedDeployers {
    addresses = Set.copyOf(addresses);
  }

  /** Reads addresses with commas or spaces between them. */
  public static TrustedDeployers parse(String list) {
    return new TrustedDeployers(
        Arrays.stream(list.strip().split("[,\\s]+"))
            .filter(text -> !text.isEmpty())
            .map(Address::typed)
            .collect(Collectors.toUnmodifiableSet()));
  }

  /**
   * Lets a manifest of one of them through.
   *
   * @throws UnknownDeploymentException if somebody else signed it
   */
  public void require(DeploymentManifest manifest) {
    Address deployer = manifest.statement().deployer();
    if (addresses.isEmpty()) {
      throw new UnknownDeploymentException(
          "no deployer is trusted here. If %s is who you think it is, name it (--deployers or ASSAY_DEPLOYERS)."
              .formatted(deployer));
    }
    if (!addresses.contains(deployer)) {
      throw new UnknownDeploymentException(
          "%s signed it, who is not among the trusted deployers %s. Take the manifest from one of them, or add the address if you know whose it is (--deployers or ASSAY_DEPLOYERS)."
              .formatted(deployer, this));
    }
  }

  /** The list as {@link #parse} reads it, sorted. */
  @Override
  public String toString() {
    return new TreeSet<>(addresses)
        .stream().map(Address::toString).collect(Collectors.joining(","));
  }
}
