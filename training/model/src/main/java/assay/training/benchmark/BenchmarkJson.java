package assay.training.benchmark;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.HashSignature;
import assay.training.benchmark.BenchmarkReport.Machine;
import assay.training.json.CanonicalJson;
import assay.training.json.StrictJsonTree;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Challenges, signed reports and attestations as files: canonical JSON, and only the very bytes
 * that were written are read. Stateless.
 */
public final class BenchmarkJson {

  private static final StrictJsonTree JSON =
      new StrictJsonTree("the benchmark file", 1 << 18, BenchmarkRefusedException::malformed);

  private static final String CHALLENGE = "assay-benchmark-challenge/1";
  private static final String REPORT = "assay-benchmark-report/1";
  private static final String ATTESTATION = "assay-benchmark-attestation/1";

  private BenchmarkJson() {}

  public static byte[] write(Challenge challenge) {
    return CanonicalJson.bytes(tree(challenge).put("format", CHALLENGE));
  }

  public static byte[] write(SignedReport signed) {
    return CanonicalJson.bytes(tree(signed).put("format", REPORT));
  }

  public static byte[] write(Attestation attestation) {
    ObjectNode tree = object().put("format", ATTESTATION);
    tree.put("seenMillis", attestation.seen().toMillis());
    tree.set("report", tree(attestation.signed()));
    return CanonicalJson.bytes(tree);
  }

  public static Challenge readChallenge(byte[] json) {
    return read(json, CHALLENGE, BenchmarkJson::challenge, BenchmarkJson::write);
  }

  public static SignedReport readReport(byte[] json) {
    return read(json, REPORT, BenchmarkJson::signed, BenchmarkJson::write);
  }

  public static Attestation readAttestation(byte[] json) {
    return read(
        json,
        ATTESTATION,
        tree ->
            new Attestation(
                signed(tree.path("report")), Duration.ofMillis(whole(tree, "seenMillis"))),
        BenchmarkJson::write);
  }

  private static <T> T read(
      byte[] json, String format, Function<JsonNode, T> reader, Function<T, byte[]> writer) {
    JsonNode tree = JSON.readObject(json);
    if (!tree.path("format").asText().equals(format)) {
      throw BenchmarkRefusedException.bad("its format is not " + format);
    }
    T value = reader.apply(tree);
    if (!Arrays.equals(writer.apply(value), json)) {
      throw BenchmarkRefusedException.bad(
          "it has other fields, or another form, than were written; take the file as it came");
    }
    return value;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static ObjectNode tree(Challenge challenge) {
    return object()
        .put("nonce", challenge.nonce().hex())
        .put("chainId", challenge.parties().chainId())
        .put("rig", challenge.parties().rig().hex())
        .put("challenger", challenge.parties().challenger().hex())
        .put("issuedMillis", challenge.terms().issued().toEpochMilli())
        .put("withinSeconds", challenge.terms().within().toSeconds())
        .put("chains", challenge.terms().chains())
        .put("steps", challenge.terms().steps());
  }

  private static Challenge challenge(JsonNode tree) {
    return new Challenge(
        hash(tree.path("nonce")),
        new Challenge.Parties(
            whole(tree, "chainId"), address(tree, "rig"), address(tree, "challenger")),
        new Challenge.Terms(
            Instant.ofEpochMilli(whole(tree, "issuedMillis")),
            Duration.ofSeconds(whole(tree, "withinSeconds")),
            count(tree, "chains"),
            count(tree, "steps")));
  }

  private static ObjectNode tree(SignedReport signed) {
    BenchmarkReport report = signed.report();
    ObjectNode tree = object().put("signature", signed.signature().hex());
    tree.set("challenge", tree(report.challenge()));
    tree.put("engine", report.machine().engine())
        .put("device", report.machine().device())
        .put("workers", report.machine().workers())
        .put("answerNanos", report.answer().nanos());
    report.answer().digests().forEach(digest -> tree.withArray("/digests").add(digest.hex()));
    tree.set("speeds", tree(report.figures()));
    return tree;
  }

  /** {@code {gemm: {lower, median, upper}, ...}} in FLOP/s. */
  public static ObjectNode tree(Figures figures) {
    ObjectNode speeds = object();
    for (Kernel kernel : Kernel.values()) {
      speeds.set(kernel.word(), tree(figures.of(kernel)));
    }
    return speeds;
  }

  /** {@code {lower, median, upper}}. */
  public static ObjectNode tree(Spread spread) {
    return object()
        .put("lower", spread.lower())
        .put("median", spread.median())
        .put("upper", spread.upper());
  }

  private static SignedReport signed(JsonNode tree) {
    List<Bytes32> digests = new ArrayList<>();
    tree.path("digests").forEach(digest -> digests.add(hash(digest)));
    BenchmarkReport report =
        new BenchmarkReport(
            challenge(tree.path("challenge")),
            new Machine(
                tree.path("engine").asText(), tree.path("device").asText(), count(tree, "workers")),
            figures(tree.path("speeds")),
            new Answer(digests, whole(tree, "answerNanos")));
    return new SignedReport(report, signature(tree.path("signature").asText()));
  }

  private static Figures figures(JsonNode tree) {
    Map<Kernel, Spread> speeds = new EnumMap<>(Kernel.class);
    for (Kernel kernel : Kernel.values()) {
      JsonNode speed = tree.path(kernel.word());
      speeds.put(
          kernel,
          checked(
              () ->
                  new Spread(
                      whole(speed, "lower"), whole(speed, "median"), whole(speed, "upper"))));
    }
    return new Figures(speeds);
  }

  private static HashSignature signature(String text) {
    return checked(() -> new HashSignature(text));
  }

  private static Bytes32 hash(JsonNode node) {
    return checked(() -> new Bytes32(node.asText()));
  }

  private static Address address(JsonNode tree, String field) {
    return checked(() -> new Address(tree.path(field).asText()));
  }

  private interface Reading<T> {
    T read();
  }

  private static <T> T checked(Reading<T> reading) {
    try {
      return reading.read();
    } catch (IllegalArgumentException e) {
      throw BenchmarkRefusedException.malformed("The benchmark is refused: " + e.getMessage(), e);
    }
  }

  private static int count(JsonNode tree, String field) {
    long number = whole(tree, field);
    if (number > Integer.MAX_VALUE) {
      throw BenchmarkRefusedException.bad(field + " is too large");
    }
    return (int) number;
  }

  private static long whole(JsonNode tree, String field) {
    JsonNode number = tree.path(field);
    if (!number.isIntegralNumber() || !number.canConvertToLong() || number.longValue() < 0) {
      throw BenchmarkRefusedException.bad(field + " is no whole number");
    }
    return number.longValue();
  }
}
