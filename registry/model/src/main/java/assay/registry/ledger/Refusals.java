package assay.registry.ledger;

import assay.chain.RevertedException;
import java.util.Map;

/** Which custom error of the contracts means which refusal. */
public final class Refusals {

  private static final Map<String, Refusal> BY_ERROR =
      Map.ofEntries(
          Map.entry("WrongNonce", Refusal.WRONG_NONCE),
          Map.entry("UnknownAsset", Refusal.UNKNOWN_DATASET),
          Map.entry("ERC721NonexistentToken", Refusal.UNKNOWN_DATASET),
          Map.entry("UnknownVersion", Refusal.UNKNOWN_VERSION),
          Map.entry("NotOwner", Refusal.NOT_OWNER),
          Map.entry("ERC721InsufficientApproval", Refusal.NOT_OWNER),
          Map.entry("AssetIsRetired", Refusal.RETIRED),
          Map.entry("NotGrantor", Refusal.NOT_GRANTOR),
          Map.entry("UnknownGrant", Refusal.UNKNOWN_GRANT),
          Map.entry("AlreadyRevoked", Refusal.ALREADY_REVOKED),
          Map.entry("BelowMinimumLevel", Refusal.BELOW_MINIMUM_LEVEL),
          Map.entry("BadPeriod", Refusal.PERIOD_OVER),
          Map.entry("WrongEpoch", Refusal.EPOCH_CHANGED));

  private Refusals() {}

  /** The refusal in our words, or the revert itself where it is none of these. */
  public static RuntimeException of(String intent, RevertedException revert) {
    Refusal refusal = BY_ERROR.get(revert.error());
    return refusal == null ? revert : new IntentRefusedException(intent, refusal, revert);
  }
}
