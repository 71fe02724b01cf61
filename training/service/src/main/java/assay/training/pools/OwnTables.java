package assay.training.pools;

import java.util.List;

/**
 * The tables that are a platform's own: no chain gives them back (docs/architecture.md, "What lives
 * on a platform only"). Sign-ins are not among them; people sign in again.
 */
public final class OwnTables {

  /** Each after the tables that it refers to. */
  public static final List<String> ALL =
      List.of(
          "access_request",
          "approval_rules",
          "envelope",
          "access_log",
          "access_log_entry",
          "pool_description",
          "rig_inventory",
          "pool_question",
          "pool_offer",
          "pool_job",
          "pool_crew",
          "pool_round",
          "pool_reply",
          "webhook",
          "training_run",
          "training_run_point",
          "training_run_line",
          "published_model",
          "federated_job",
          "federated_site",
          "federated_call",
          "federated_update",
          "federated_round");

  private OwnTables() {}
}
