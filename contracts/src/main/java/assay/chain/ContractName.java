package assay.chain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The contracts of the protocol, in the order in which they are deployed. */
public enum ContractName {
  RELAY("Relay"),
  VAULT("Vault"),
  ASSET_REGISTRY("AssetRegistry"),
  ACCESS_GRANTS("AccessGrants"),
  ACTOR_REGISTRY("ActorRegistry"),
  BOUNTY_RULES("BountyRules"),
  BOUNTY_MARKET("BountyMarket"),
  SUBMISSIONS("Submissions"),
  PAYOUTS("Payouts"),
  SEED_BEACON("SeedBeacon"),
  EVALUATION_PANEL("EvaluationPanel"),
  ANCHOR("Anchor");

  private final String solidityName;

  ContractName(String solidityName) {
    this.solidityName = solidityName;
  }

  /** The contract's name in its source. */
  public String solidityName() {
    return solidityName;
  }

  /** The committed ABI, as JSON. */
  InputStream abi() {
    return resource(".abi");
  }

  /** The committed creation code, without the constructor's arguments. */
  byte[] creationCode() {
    try (InputStream code = resource(".bin")) {
      return HexFormat.of().parseHex(new String(code.readAllBytes(), StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException("The bytecode of " + this + " cannot be read.", e);
    }
  }

  private InputStream resource(String ending) {
    String name = "/assay/chain/abi/" + solidityName + ending;
    InputStream found = ContractName.class.getResourceAsStream(name);
    if (found == null) {
      throw new IllegalStateException(name + " is missing; run npm run compile in contracts.");
    }
    return found;
  }
}
