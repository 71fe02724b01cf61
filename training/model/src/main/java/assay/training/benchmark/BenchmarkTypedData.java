package assay.training.benchmark;

import assay.chain.Bytes32;
import assay.chain.TypedData;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a rig signs (EIP-712): its whole report, under a domain that names the chain. Kernels are a
 * list of names and numbers, so that another kernel changes no type. Any wallet can sign this JSON.
 */
public final class BenchmarkTypedData {

  private BenchmarkTypedData() {}

  /** The typed data as wallets take it. */
  public static String json(BenchmarkReport report) {
    ObjectNode data = TypedData.ofTypes(BenchmarkTypedData.class, "benchmark-types.json");
    data.putObject("domain")
        .put("name", "AssayBenchmark")
        .put("version", "1")
        .put("chainId", report.challenge().parties().chainId());
    ObjectNode message = data.putObject("message");
    describe(message, report.challenge());
    describe(message, report);
    return data.toString();
  }

  private static void describe(ObjectNode message, Challenge challenge) {
    message
        .put("rig", challenge.parties().rig().hex())
        .put("challenger", challenge.parties().challenger().hex())
        .put("nonce", challenge.nonce().hex())
        .put("issuedMillis", challenge.terms().issued().toEpochMilli())
        .put("withinSeconds", challenge.terms().within().toSeconds())
        .put("chains", challenge.terms().chains())
        .put("steps", challenge.terms().steps());
  }

  private static void describe(ObjectNode message, BenchmarkReport report) {
    message
        .put("engine", report.machine().engine())
        .put("device", report.machine().device())
        .put("workers", report.machine().workers())
        .put("answerNanos", report.answer().nanos());
    ArrayNode digests = message.putArray("digests");
    report.answer().digests().forEach(digest -> digests.add(digest.hex()));
    ArrayNode speeds = message.putArray("speeds");
    for (Kernel kernel : Kernel.values()) {
      Spread speed = report.figures().of(kernel);
      speeds
          .addObject()
          .put("kernel", kernel.word())
          .put("lower", speed.lower())
          .put("median", speed.median())
          .put("upper", speed.upper());
    }
  }

  /** The hash that is signed. */
  static Bytes32 hash(BenchmarkReport report) {
    return TypedData.hash(json(report));
  }
}
