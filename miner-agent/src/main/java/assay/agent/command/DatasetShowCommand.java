package assay.agent.command;

import assay.agent.Agent;
import assay.registry.dataset.DatasetCard;
import assay.registry.dataset.DatasetOpener;
import assay.registry.dataset.Manifest;
import assay.registry.dataset.SchemaField;
import assay.registry.dataset.VersionId;
import assay.registry.grant.AccessGrant;
import assay.registry.ledger.GrantFacts;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what is public about a dataset. */
@Command(name = "show", description = "Show a dataset's manifest and who may read it.")
final class DatasetShowCommand implements Callable<Integer> {

  private static final int MOST_FIELDS = 20;

  @Mixin private HomeOption home;

  @Mixin private DatasetChoice choice;

  @Override
  public Integer call() throws IOException {
    try (OpenAgent open = new OpenAgent(home)) {
      Agent agent = open.agent();
      VersionId version = choice.version(agent);
      Manifest manifest =
          new DatasetOpener(agent.store(), agent.ledger().registry())
              .manifest(version, DatasetChoice.registered(agent, version));
      print(version, manifest);
      new GrantFacts(agent.events())
          .on(version.dataset())
          .flatMap(id -> agent.ledger().grant(id).stream())
          .forEach(grant -> print(grant, agent.events().now()));
    }
    return 0;
  }

  private static void print(VersionId version, Manifest manifest) {
    DatasetCard card = manifest.card();
    line("dataset", version);
    line("name", card.name());
    line("licence", card.licence());
    line("level", manifest.level());
    line("format", card.format());
    line("samples", card.sampleCount());
    line("sealed bytes", manifest.payload().seal().cipherBytes());
    card.schema().stream().limit(MOST_FIELDS).forEach(field -> line("field", words(field)));
    if (card.schema().size() > MOST_FIELDS) {
      line("field", "and " + (card.schema().size() - MOST_FIELDS) + " more");
    }
  }

  private static void print(AccessGrant grant, Instant now) {
    line(
        "grant",
        "%s  %s  to %s  until %s  %s"
            .formatted(
                grant.id(),
                grant.terms().grantee(),
                grant.terms().purpose(),
                grant.terms().period().expiry(),
                grant.standingAt(now).code()));
  }

  private static String words(SchemaField field) {
    return "%s  %s%s%s"
        .formatted(
            field.name(),
            field.type(),
            field.shape().isEmpty() ? "" : " " + field.shape(),
            field.isLabel() ? "  to be predicted" : "");
  }

  private static void line(String name, Object value) {
    System.out.printf("%-12s %s%n", name, value);
  }
}
