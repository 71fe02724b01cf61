package assay.system;

import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.Agent;
import assay.chain.Bytes32;
import assay.local.demo.DemoData;
import assay.registry.approval.ApprovalRules;
import assay.training.bounty.BountyId;
import assay.training.data.CsvData;
import assay.training.ledger.BountyFacts;
import assay.training.spec.ModelSpecJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The script of docs/api, from a table to a model, on a network with a real miner and panel. */
@Tag("release")
class LabScriptIT {

  private static final Path SCRIPT = Path.of("../../docs/api/lab.sh");
  private static final Duration LONG = Duration.ofMinutes(6);
  private static final String DRAFT =
      """
      name: Read handwritten digits
      model: model.json
      test: {samples: test.csv, low: 0, high: 16, classes: 10}
      threshold: 0.5
      datasets: [{dataset: 'DATASET', version: 1, weight: 10000}]
      money: {reward: 0.3, panel-fee: 0.03, stake: 0.01, evaluation-fee: 0.03}
      panel: {seats: 3, quorum: 2, largest-model: 4194304}
      windows: {seed: 5m, sample: 5m, open: 5m, reveal: 5m, scoring: 5m, score-reveal: 5m, challenge: 3s, delivery: 60s, publish: 60s}
      """;

  private static Town town;
  private static Agent watcher;

  @BeforeAll
  static void startTown() throws Exception {
    town = Town.start("lab-script");
    watcher = town.open("watcher");
    town.awaitEvaluators(watcher);
    town.employ("hurry", new Hurry(town, town.open("hurry"), Lull.undisturbed(town, 1)));
  }

  @AfterAll
  static void endTown() throws Exception {
    if (town != null) {
      town.end();
    }
  }

  @Test
  void shouldComeFromATableToTheModelThatWasPaidFor() throws Exception {
    Path folder = Files.createDirectories(town.network().folder().part("lab"));
    write(folder);

    JsonNode collected = new ObjectMapper().readTree(run(folder));

    Path model = Path.of(collected.path("file").asText());
    BountyFacts bounty = facts(new BountyId(new Bytes32(collected.path("bounty").asText())));
    Bytes32 hash = Bytes32.sha256(Files.readAllBytes(model));
    assertThat(collected.path("sha256").asText()).isEqualTo(hash.hex());
    assertThat(
            bounty
                .winner()
                .flatMap(bounty::submission)
                .flatMap(won -> won.checkpoint())
                .orElseThrow()
                .seal()
                .plainSha256())
        .isEqualTo(hash);
  }

  private static BountyFacts facts(BountyId bounty) {
    watcher.events().refresh();
    return BountyFacts.of(watcher.events(), bounty).orElseThrow();
  }

  private static void write(Path folder) throws IOException {
    DemoData digits = new DemoData();
    digits.draft(0, folder);
    try (OutputStream test = Files.newOutputStream(folder.resolve("test.csv"))) {
      CsvData.write(digits.test(), test);
    }
    Files.write(folder.resolve("model.json"), ModelSpecJson.write(Models.softmax("output")));
    Files.writeString(folder.resolve("bounty.yaml"), DRAFT);
    Files.write(
        folder.resolve("rules.json"), ApprovalRules.letAnyoneTrain(Duration.ofHours(1)).toJson());
    Path assay = folder.resolve("assay");
    Files.writeString(
        assay,
        "#!/bin/sh\nexec '%s' -Xmx384m -XX:+UseSerialGC -cp '%s' assay.agent.command.Main \"$@\"\n"
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path")));
    Files.setPosixFilePermissions(assay, PosixFilePermissions.fromString("rwx------"));
  }

  private static String run(Path folder) throws Exception {
    Path out = folder.resolve("out.json");
    Path err = folder.resolve("err.log");
    ProcessBuilder script =
        new ProcessBuilder("bash", SCRIPT.toAbsolutePath().normalize().toString())
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    script
        .environment()
        .putAll(
            Map.of(
                "ASSAY", folder.resolve("assay").toString(),
                "API", town.network().portal().resolve("/api/v1").toString(),
                "OWNER_HOME", town.network().home("lab-owner").folder().toString(),
                "LAB_HOME", town.network().home("lab").folder().toString(),
                "DATA", folder.resolve("digits-1.csv").toString(),
                "RULES", folder.resolve("rules.json").toString(),
                "DRAFT", folder.resolve("bounty.yaml").toString(),
                "PATIENCE", String.valueOf(LONG.toSeconds())));
    Process process = script.start();
    boolean ended = process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS);
    if (!ended) {
      process.destroy();
    }
    assertThat(ended && process.exitValue() == 0).as(Files.readString(err)).isTrue();
    return Files.readString(out);
  }
}
