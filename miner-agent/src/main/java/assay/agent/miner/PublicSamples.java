package assay.agent.miner;

import assay.chain.Bytes32;
import assay.registry.content.Cid;
import assay.registry.content.ContentStore;
import assay.training.bounty.BountySpec;
import assay.training.data.DataFormat;
import assay.training.data.LabelledData;
import assay.training.data.Sample;
import assay.training.ledger.BountyFacts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Fetches a bounty's public samples: the hash that the chain holds is their address. */
final class PublicSamples {

  private final ContentStore store;

  PublicSamples(ContentStore store) {
    this.store = store;
  }

  LabelledData fetch(BountyFacts bounty, BountySpec spec) {
    DataFormat format = spec.data().format();
    return LabelledData.of(
        format,
        bounty.publicSamples().stream().map(hash -> sample(hash, format.sampleBytes())).toList());
  }

  private Sample sample(Bytes32 hash, int bytes) {
    try (InputStream in = store.get(new Cid(Cid.Codec.RAW, hash), bytes)) {
      return Sample.ofBytes(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("The content store broke off.", e);
    }
  }
}
