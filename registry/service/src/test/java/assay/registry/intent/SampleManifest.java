package assay.registry.intent;

import assay.chain.Bytes32;
import assay.registry.content.Cid;
import assay.registry.dataset.DatasetCard;
import assay.registry.dataset.ElementType;
import assay.registry.dataset.Manifest;
import assay.registry.dataset.Origin;
import assay.registry.dataset.Payload;
import assay.registry.dataset.SchemaField;
import assay.registry.dataset.SharingLevel;
import assay.registry.seal.Seal;
import java.util.List;

/** A small dataset's manifest. */
public final class SampleManifest {

  private SampleManifest() {}

  /** The manifest of that payload at that origin. */
  public static Manifest of(Origin origin, byte[] payload) {
    DatasetCard card =
        new DatasetCard(
            "Digits",
            "",
            "csv",
            List.of(new SchemaField("digit", ElementType.UINT8, List.of(), true)),
            3,
            "CC-BY-4.0",
            "",
            "");
    Seal seal = new Seal(Bytes32.sha256(payload), 3, Bytes32.sha256(new byte[] {9}), 2);
    return new Manifest(
        Manifest.FORMAT,
        card,
        SharingLevel.L1,
        origin,
        new Payload(Cid.of(Cid.Codec.RAW, payload), seal),
        List.of());
  }
}
