package assay.training.audit;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainEvent;
import assay.chain.ChainJsonModule;
import assay.chain.ContractName;
import assay.chain.Deployment;
import assay.chain.DeploymentSettings;
import assay.chain.EventPosition;
import assay.registry.content.Cid;
import assay.registry.content.DagContentStore;
import assay.registry.content.InMemoryBlockStore;
import assay.training.bounty.BountyId;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What several bounties left on a chain and in a store, written down once, for tests without a
 * chain. {@link AuditFixtureIT} records it.
 *
 * @param bounties by the name of their story
 * @param blocks of the content store, as hex, by CID
 */
record RecordedEvidence(
    long chainId,
    Map<ContractName, Address> addresses,
    DeploymentSettings settings,
    List<Told> events,
    Map<Long, Long> times,
    Map<String, String> inputs,
    Map<String, String> blocks,
    Map<String, Bytes32> bounties) {

  static final String RESOURCE = "bounties.json.gz";

  private static final ObjectMapper JSON =
      JsonMapper.builder().addModule(new ChainJsonModule()).build();

  /** An event as JSON has it. */
  record Told(
      ContractName contract,
      String name,
      long block,
      long logIndex,
      Bytes32 transaction,
      Map<String, Object> values) {

    static Told of(ChainEvent event) {
      return new Told(
          event.contract(),
          event.name(),
          event.position().block(),
          event.position().logIndex(),
          event.position().transaction(),
          new TreeMap<>(event.values()));
    }

    ChainEvent event() {
      return new ChainEvent(
          contract, name, new EventPosition(block, Bytes32.ZERO, logIndex, transaction), values);
    }
  }

  static RecordedEvidence load() {
    try (InputStream in = RecordedEvidence.class.getResourceAsStream(RESOURCE);
        GZIPInputStream json = new GZIPInputStream(in)) {
      return JSON.readValue(json, RecordedEvidence.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void save(Path file) {
    try (OutputStream out = java.nio.file.Files.newOutputStream(file);
        GZIPOutputStream json = new GZIPOutputStream(out)) {
      json.write(JSON.writeValueAsBytes(this));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  BountyId bounty(String story) {
    return new BountyId(Objects.requireNonNull(bounties.get(story)));
  }

  List<ChainEvent> chainEvents() {
    return events.stream().map(Told::event).toList();
  }

  InMemoryBlockStore blockStore() {
    InMemoryBlockStore store = new InMemoryBlockStore();
    blocks.forEach((cid, hex) -> store.put(Cid.parse(cid).codec(), HexFormat.of().parseHex(hex)));
    return store;
  }

  Evidence evidence() {
    return evidence(chainEvents(), blockStore());
  }

  /** The same with other events or other bytes. */
  Evidence evidence(List<ChainEvent> altered, InMemoryBlockStore store) {
    Map<Bytes32, String> byTransaction = new TreeMap<>();
    inputs.forEach((transaction, input) -> byTransaction.put(new Bytes32(transaction), input));
    return new Evidence(
        new Deployment(chainId, 0, addresses),
        settings,
        altered,
        times,
        byTransaction,
        Set.of(),
        new DagContentStore(store));
  }
}
