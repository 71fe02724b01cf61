package assay.registry.dataset;

import assay.chain.Bytes32;
import assay.registry.content.Cid;
import assay.registry.content.Cid.Codec;
import assay.registry.wire.StrictJson;
import java.util.List;

/**
 * The public description of one dataset version, kept in the content store as JSON; its CID stands
 * on chain. A stranger's manifest is read strictly and then held to what the chain says.
 *
 * @param manifest version of this format, 1
 * @param level the lowest level at which the owner shares
 * @param publicSamples samples everybody may see; none, or one
 */
public record Manifest(
    int manifest,
    DatasetCard card,
    SharingLevel level,
    Origin origin,
    Payload payload,
    List<PublicSample> publicSamples) {

  /** The format this code reads and writes. */
  public static final int FORMAT = 1;

  /** The longest manifest that is read. */
  public static final int MAX_BYTES = 256 << 10;

  private static final StrictJson<Manifest> JSON =
      new StrictJson<>(Manifest.class, MAX_BYTES, ManifestRefusedException::new);

  public Manifest {
    publicSamples = List.copyOf(publicSamples);
    if (manifest != FORMAT) {
      throw new IllegalArgumentException(
          "Manifest format " + manifest + " is not known here; this program reads " + FORMAT + ".");
    }
    if (publicSamples.size() > 1) {
      throw new IllegalArgumentException("A manifest names at most one public sample.");
    }
    if (level.isPublic() != payload.seal().leavesOpen()) {
      throw new IllegalArgumentException(
          "Level %s does not go with a payload that is %s."
              .formatted(level, payload.seal().leavesOpen() ? "not sealed" : "sealed"));
    }
  }

  /**
   * Reads a manifest.
   *
   * @throws ManifestRefusedException with the field and the reason
   */
  public static Manifest parse(byte[] json) {
    return JSON.read(json);
  }

  /** Always the same bytes for the same manifest. */
  public byte[] toJson() {
    return JSON.write(this);
  }

  /** Keccak-256 of the licence, as the chain holds it. */
  public Bytes32 licenceHash() {
    return Bytes32.keccak256(card.licence());
  }

  /** What is to be registered for this manifest, stored under the given identifier. */
  public DatasetVersion version(Cid cid) {
    return new DatasetVersion(
        cid, payload.seal().cipherRoot(), payload.seal().cipherBytes(), licenceHash(), level);
  }

  /** The dataset that this manifest begins, if its origin registers it in that registry. */
  public DatasetId begins(ContractAt registry) {
    return DatasetId.derive(registry, origin, Cid.of(Codec.RAW, toJson()).digest());
  }

  /**
   * Holds this manifest to what was registered.
   *
   * @throws ManifestMismatchException naming the first thing it lies about
   */
  public void requireDescribes(DatasetVersion registered) {
    DatasetVersion told = version(registered.manifest());
    require("cipherRoot", told.cipherRoot(), registered.cipherRoot());
    require("cipherBytes", told.bytes(), registered.bytes());
    require("licence", told.licenceHash(), registered.licenceHash());
    require("level", told.minimumLevel(), registered.minimumLevel());
  }

  /**
   * Refuses the first manifest of a dataset under any id but the one its origin leads to; that is
   * how a copied registration is told from the true one.
   */
  public void requireOrigin(DatasetId id, ContractAt registry, Cid firstManifest) {
    require("origin", DatasetId.derive(registry, origin, firstManifest.digest()), id);
  }

  private static void require(String what, Object told, Object registered) {
    if (!told.equals(registered)) {
      throw new ManifestMismatchException(
          "The manifest's %s is %s, the registry has %s; do not use this dataset."
              .formatted(what, told, registered));
    }
  }
}
