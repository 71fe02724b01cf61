package assay.agent.command;

import assay.registry.dataset.DatasetCard;
import assay.registry.publish.SealedFolder;
import assay.registry.publish.UnregisteredManifest;
import assay.registry.seal.Seal;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells what was sealed: a table for people, one line of JSON for programs. */
final class SealReport {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final SealedFolder folder;
  private final PrintStream out;

  SealReport(SealedFolder folder, PrintStream out) {
    this.folder = folder;
    this.out = out;
  }

  void print(boolean json) throws IOException {
    Map<String, Object> facts = facts(folder.manifest());
    if (json) {
      out.println(JSON.writeValueAsString(facts));
      return;
    }
    facts.forEach((name, value) -> out.printf("%-16s %s%n", name, value));
    System.err.println(
        folder.manifest().level().isPublic()
            ? "Nothing is sealed: once it is registered, everybody may read it for ever."
            : "Keep the version identity secret and backed up: whoever has it can read the data,"
                + " and without it nobody can.");
  }

  private Map<String, Object> facts(UnregisteredManifest manifest) {
    DatasetCard card = manifest.card();
    Seal seal = manifest.payload().seal();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("name", card.name());
    facts.put("format", card.format());
    facts.put("fields", card.schema().size());
    facts.put("samples", card.sampleCount());
    facts.put("licence", card.licence());
    facts.put("level", manifest.level().name());
    facts.put("plainBytes", seal.plainBytes());
    facts.put("plainSha256", seal.plainSha256().hex());
    facts.put("cipherBytes", seal.cipherBytes());
    facts.put("cipherSha256", seal.cipherRoot().hex());
    facts.put("payloadCid", manifest.payload().cid().text());
    facts.put("payload", folder.payload(manifest.level()).toString());
    facts.put("manifest", folder.manifestFile().toString());
    if (!manifest.level().isPublic()) {
      facts.put("versionIdentity", folder.identityFile().toString());
    }
    return facts;
  }
}
