package assay.registry.dataset;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.content.Cid;
import assay.registry.content.Cid.Codec;
import assay.registry.seal.Seal;
import java.util.List;

/** Datasets for the tests of this module and of those that stand on it. */
public final class DatasetExamples {

  public static final Address OWNER = new Address("0x" + "11".repeat(20));
  public static final ContractAt REGISTRY =
      new ContractAt(31337, new Address("0x" + "aa".repeat(20)));

  private DatasetExamples() {}

  public static DatasetCard card() {
    return new DatasetCard(
        "Handwritten digits, first third",
        "8x8 grey-scale digits.\nOne row per digit.",
        "csv",
        List.of(
            new SchemaField("pixels", ElementType.UINT8, List.of(8, 8), false),
            new SchemaField("digit", ElementType.UINT8, List.of(), true)),
        419,
        "CC-BY-4.0",
        "UCI Machine Learning Repository",
        "E. Alpaydin, C. Kaynak (1998)");
  }

  public static Manifest manifest() {
    Seal seal =
        new Seal(Bytes32.sha256(new byte[] {1}), 20_000, Bytes32.sha256(new byte[] {2}), 19_784);
    return new Manifest(
        Manifest.FORMAT,
        card(),
        SharingLevel.L1,
        new Origin(OWNER, 7),
        new Payload(Cid.of(Codec.RAW, new byte[] {1}), seal),
        List.of(new PublicSample(Cid.of(Codec.RAW, new byte[] {3}), 120, 2)));
  }

  public static DatasetVersion version() {
    return manifest().version(manifestCid());
  }

  public static Cid manifestCid() {
    return Cid.of(Codec.RAW, manifest().toJson());
  }

  public static DatasetId id() {
    return DatasetId.derive(REGISTRY, manifest().origin(), manifestCid().digest());
  }
}
