package assay.training.pools;

import assay.chain.ChainEvent;
import assay.chain.ContractName;
import assay.registry.index.Changes;
import assay.registry.index.FinalEvent;
import assay.registry.index.Projection;
import org.jdbi.v3.core.Handle;

/** Miners' pools and the hashes of their inventories, as the final events tell them. */
public final class PoolProjection implements Projection {

  @Override
  public void clear(Handle transaction) {
    transaction.execute("truncate pool_entry, rig_entry");
  }

  @Override
  public void apply(Changes changes, FinalEvent found) {
    ChainEvent event = found.event();
    if (event.contract() != ContractName.ACTOR_REGISTRY) {
      return;
    }
    switch (event.name()) {
      case "PoolSet" ->
          changes.of(
              event.text("actor"),
              "insert into pool_entry (miner, pool, fee_bps) values (?, ?, ?)"
                  + " on conflict (miner) do update set pool = excluded.pool,"
                  + " fee_bps = excluded.fee_bps",
              event.text("actor"),
              event.text("pool"),
              event.number("feeBps"));
      case "RigSet" ->
          changes.of(
              event.text("actor"),
              "insert into rig_entry (miner, inventory) values (?, ?)"
                  + " on conflict (miner) do update set inventory = excluded.inventory",
              event.text("actor"),
              event.text("inventoryHash"));
      default -> {} // The registry's projection has the rest.
    }
  }
}
