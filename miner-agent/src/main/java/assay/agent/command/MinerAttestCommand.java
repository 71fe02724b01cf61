package assay.agent.command;

import assay.agent.Agent;
import assay.agent.benchmark.ChallengeBook;
import assay.chain.Bytes32;
import assay.chain.Receipt;
import assay.registry.content.Cid;
import assay.training.benchmark.Attestation;
import assay.training.benchmark.BenchmarkJson;
import assay.training.benchmark.Challenge;
import assay.training.benchmark.SignedReport;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks a rig's answer to this account's challenge and says so on chain. */
@Command(
    name = "attest",
    description = {
      "Check a rig's answer to a challenge of yours, doing its work again, and attest it on chain.",
      "A newer attestation of the same rig takes the place of the last."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:attested", "1:the report does not hold", "2:wrong usage", "3:bad home"},
    footer = {"Example:", "  assay miner attest report.json"})
final class MinerAttestCommand implements Callable<Integer> {

  private static final int REFUSED = 1;
  private static final double GIGA = 1e9;

  @Mixin private HomeOption home;
  @Mixin private BenchmarkOptions options;

  @Parameters(paramLabel = "REPORT", description = "The rig's signed report.")
  private Path file;

  @Option(names = "--dry-run", description = "Check, and say what would be sent.")
  private boolean isDry;

  @Option(names = "--json", description = "Print one line of JSON.")
  private boolean isJson;

  @Override
  public Integer call() throws IOException {
    // Before anything else: from here on the time is ours, not the rig's.
    Instant arrived = Clock.systemUTC().instant();
    SignedReport signed = BenchmarkJson.readReport(Files.readAllBytes(file));
    ChallengeBook book = new ChallengeBook(home.home());
    Bytes32 nonce = signed.report().challenge().nonce();
    Optional<Challenge> given = book.find(nonce);
    if (given.isEmpty()) {
      return refuse("The challenge with nonce " + nonce + " was not given from this home.");
    }
    Optional<Attestation> earlier = book.answered(nonce);
    if (earlier.isPresent() && !earlier.get().signed().equals(signed)) {
      return refuse("That challenge has been answered already; give the rig a new one.");
    }
    Attestation attestation =
        earlier.isPresent() ? earlier.get() : checked(given.get(), signed, arrived);
    if (isDry) {
      tell(attestation, report(attestation), "Would attest");
      return 0;
    }
    attest(attestation, book.answered(attestation));
    return 0;
  }

  private static int refuse(String sentence) {
    System.err.println(sentence);
    return REFUSED;
  }

  private Attestation checked(Challenge given, SignedReport signed, Instant arrived) {
    Attestation attestation = Attestation.of(given, signed, arrived);
    BenchmarkOptions.watched(
        watcher -> {
          attestation.requireAnswered(options.benchmark(options.oneEngine()), watcher);
          return attestation;
        });
    return attestation;
  }

  private void attest(Attestation attestation, Path kept) throws IOException {
    try (OpenAgent open = new OpenAgent(home)) {
      Agent agent = open.agent();
      Cid cid = agent.store().put(new ByteArrayInputStream(BenchmarkJson.write(attestation)));
      ObjectNode json = report(attestation).put("cid", cid.text()).put("file", kept.toString());
      Challenge.Parties parties = attestation.signed().report().challenge().parties();
      Optional<Bytes32> standing = agent.actors().attestation(parties.rig(), parties.challenger());
      if (!standing.equals(Optional.of(attestation.hash()))) {
        Receipt receipt =
            agent.sender().send(agent.actors().attest(parties.rig(), attestation.hash()));
        json.put("transaction", receipt.transaction().hex()).put("gas", receipt.gasUsed());
      }
      tell(attestation, json, "Attested");
    }
  }

  private static ObjectNode report(Attestation attestation) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("rig", attestation.signed().report().challenge().parties().rig().toString())
        .put("hash", attestation.hash().hex())
        .put("seenMillis", attestation.seen().toMillis())
        .put("provenFlopsPerSecond", Math.round(attestation.provenFlops()))
        .put("score", attestation.signed().report().figures().score().median());
  }

  private void tell(Attestation attestation, ObjectNode json, String verb) {
    if (isJson) {
      System.out.println(json);
      return;
    }
    System.out.printf(
        Locale.ROOT,
        "%s %s: its answer came after %.1f s, so it reaches %.1f GFLOP/s at least;"
            + " by its own word its score is %d.%n",
        verb,
        json.path("rig").asText(),
        attestation.seen().toMillis() / 1e3,
        attestation.provenFlops() / GIGA,
        attestation.signed().report().figures().score().median());
    json.properties()
        .forEach(
            field -> System.out.println("  " + field.getKey() + " " + field.getValue().asText()));
  }
}
