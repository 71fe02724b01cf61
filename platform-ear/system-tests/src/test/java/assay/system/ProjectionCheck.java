package assay.system;

import assay.agent.Agent;
import assay.local.network.LocalNetwork;
import assay.local.process.PostgresProcess;
import assay.registry.catalogue.RegistryProjection;
import assay.registry.database.Database;
import assay.registry.database.DatabaseSettings;
import assay.registry.index.ChainIndexer;
import assay.training.bounties.BountyProjection;
import assay.training.pools.PoolProjection;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The platform's tables beside those of a projection that is built afresh from the chain. */
final class ProjectionCheck {

  private static final String FRESH = "fresh";

  private final LocalNetwork network;
  private final Agent reader;

  ProjectionCheck(LocalNetwork network, Agent reader) {
    this.network = network;
    this.reader = reader;
  }

  /** Builds the projection in a new database and reads it. */
  Map<String, List<String>> fresh() throws SQLException {
    try (Connection own = connect(network.database());
        Statement statement = own.createStatement()) {
      statement.execute("drop database if exists " + FRESH);
      statement.execute("create database " + FRESH);
    }
    Path password = network.folder().root().resolve("database.password");
    try (Database database =
        new Database(new DatabaseSettings(freshUrl(), PostgresProcess.USER, password))) {
      database.migrate();
      ChainIndexer indexer =
          new ChainIndexer(
              database,
              reader.chain(),
              reader.deployment(),
              List.of(new RegistryProjection(), new BountyProjection(), new PoolProjection()));
      boolean hasMore = true;
      while (hasMore) {
        hasMore = indexer.step();
      }
    }
    return tables(freshUrl());
  }

  /** The platform's own tables, of those that a fresh projection has. */
  Map<String, List<String>> platforms() throws SQLException {
    return tables(network.database());
  }

  private Map<String, List<String>> tables(String url) throws SQLException {
    Map<String, List<String>> tables = new TreeMap<>();
    try (Connection connection = connect(url)) {
      for (String table :
          List.of(
              "access_grant",
              "actor",
              "asset",
              "asset_version",
              "bounty",
              "bounty_dataset",
              "chain_event",
              "evaluation",
              "payout",
              "pool_entry",
              "rig_entry",
              "submission")) {
        tables.put(table, rows(connection, table));
      }
    }
    return tables;
  }

  private static List<String> rows(Connection connection, String table) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery("select to_jsonb(t)::text from " + table + " t order by 1")) {
      while (found.next()) {
        rows.add(found.getString(1));
      }
    }
    return rows;
  }

  private String freshUrl() {
    return network.database().replaceAll("/postgres$", "/" + FRESH);
  }

  private static Connection connect(String url) throws SQLException {
    return DriverManager.getConnection(url, PostgresProcess.USER, "");
  }
}
