package assay.training.bounty;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.content.Cid;
import assay.registry.seal.Seal;
import assay.training.data.CsvData;
import assay.training.data.DataFormat;
import assay.training.data.LabelledData;
import assay.training.spec.Architectures;
import assay.training.spec.ModelSpecJson;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * researcher-vectors.json: what a researcher commits to, from the bytes of a table to the bounty's
 * id. The portal's tests read the same file, so neither side can change a hash alone.
 */
class ResearcherVectorsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SAMPLES = 220;
  private static final DataFormat FORMAT = new DataFormat(3, -1, 16, 4);
  private static final BountyOrigin ORIGIN =
      new BountyOrigin(
          BigInteger.valueOf(677_281),
          new Address("0x" + "11".repeat(20)),
          new Address("0x" + "3f".repeat(20)),
          BigInteger.valueOf(7));
  private static final Bytes32 KEY = Bytes32.keccak256("key");
  private static final Bytes32 SEED = Bytes32.keccak256("seed");

  @Test
  void shouldCommitToWhatThePortalCommitsTo() throws IOException {
    assertThat(vectors().toPrettyString() + "\n").isEqualTo(file());
  }

  private static String file() throws IOException {
    try (InputStream in =
        ResearcherVectorsTest.class.getResourceAsStream("researcher-vectors.json")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static ObjectNode vectors() throws IOException {
    String csv = csv();
    LabelledData samples =
        CsvData.read(
            new ByteArrayInputStream(csv.getBytes(StandardCharsets.US_ASCII)), FORMAT, SAMPLES);
    List<Bytes32> salts =
        IntStream.range(0, SAMPLES).mapToObj(i -> Bytes32.keccak256("salt " + i)).toList();
    TestSet testSet = new TestSet(ORIGIN, samples, salts);
    BountySpec spec = spec();
    ObjectNode vectors = JSON.createObjectNode();
    vectors
        .putObject("origin")
        .put("chainId", ORIGIN.chainId().longValueExact())
        .put("market", ORIGIN.market().hex())
        .put("researcher", ORIGIN.researcher().hex())
        .put("nonce", ORIGIN.nonce().toString());
    vectors
        .putObject("format")
        .put("width", FORMAT.width())
        .put("low", (int) FORMAT.low())
        .put("high", (int) FORMAT.high())
        .put("classes", FORMAT.classes());
    vectors.put("csv", csv);
    vectors.put("salts", salts.stream().map(Bytes32::hex).collect(Collectors.joining(" ")));
    vectors.put("root", testSet.root().hex());
    vectors.put("fileSha256", Bytes32.sha256(file(testSet)).hex());
    vectors.put("key", KEY.hex());
    vectors.put("testKeyCommit", ORIGIN.testKeyCommit(KEY).hex());
    vectors.put("seed", SEED.hex());
    putBatch(vectors.putObject("batch"), testSet);
    putPermutations(vectors.putArray("permutations"));
    vectors.put("spec", new String(spec.toJson(), StandardCharsets.UTF_8));
    vectors.put("specHash", spec.hash().hex());
    BountyId bounty = BountyId.of(ORIGIN, spec.hash());
    vectors.put("bounty", bounty.toString());
    vectors.put(
        "checkpointKeyCommit",
        new Commits(ORIGIN.chainId(), bounty)
            .keyCommit(ORIGIN.market(), ORIGIN.researcher(), KEY)
            .hex());
    putReals(vectors.putArray("reals"));
    return vectors;
  }

  private static String csv() {
    Random random = new Random(5);
    return IntStream.range(0, SAMPLES)
        .mapToObj(
            i ->
                String.format(
                    Locale.ROOT,
                    "%d,%.3f,%de-2,%d\n",
                    random.nextInt(17),
                    random.nextDouble() * 17 - 1,
                    random.nextInt(200) - 100,
                    random.nextInt(4)))
        .collect(Collectors.joining());
  }

  private static byte[] file(TestSet testSet) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TestSetFile.write(testSet, out);
    return out.toByteArray();
  }

  private static void putBatch(ObjectNode to, TestSet testSet) {
    SampleBatch batch = testSet.reveal(new SamplePermutation(SEED, SAMPLES), 80, 20);
    to.put("first", batch.first());
    batch.order().forEach(to.putArray("order")::add);
    put(to.putArray("sampleHashes"), batch.samples().stream().map(s -> s.sample().sha256()));
    put(to.putArray("salts"), batch.samples().stream().map(RevealedSample::salt));
    put(to.putArray("proof"), batch.proof().stream());
  }

  private static void put(ArrayNode to, Stream<Bytes32> words) {
    words.forEach(word -> to.add(word.hex()));
  }

  private static void putPermutations(ArrayNode to) {
    for (int count : new int[] {200, 257, 1_797, 131_072}) {
      SamplePermutation permutation = new SamplePermutation(SEED, count);
      ObjectNode one = to.addObject().put("count", count);
      one.put("publicCount", SamplePermutation.publicCount(count));
      permutation.publicIndices().stream().limit(12).forEach(one.putArray("first")::add);
    }
  }

  private static BountySpec spec() {
    byte[] model = ModelSpecJson.write(Architectures.perceptron(3, 8, 4, 16));
    return new BountySpec(
        BountySpec.FORMAT,
        "Größen \"lesen\" 😀",
        "Über\n\tzwei Zeilen \\ und mehr.",
        "accuracy",
        new String(model, StandardCharsets.UTF_8),
        new BountySpec.Data(3, FORMAT.low(), FORMAT.high(), FORMAT.classes()),
        new BountySpec.SealedTestSet(
            Cid.of(Cid.Codec.RAW, new byte[] {3}),
            new Seal(Bytes32.keccak256("sealed"), 11_000, Bytes32.keccak256("plain"), 10_588)));
  }

  /** Numbers of a data format, as specifications write them. */
  private static void putReals(ArrayNode to) {
    for (float value : new float[] {0, 16, -0.5f, 0.1f, 255, 1e-3f, 1e-4f, 1.5e-7f, 9_999_999}) {
      to.addObject().put("bits", bits(value)).put("text", Double.toString(value));
    }
    for (float value : new float[] {1e7f, 1.25e9f, -3.4e38f}) {
      to.addObject().put("bits", bits(value)).put("text", Double.toString(value));
    }
  }

  private static String bits(float value) {
    return HexFormat.of().toHexDigits(Float.floatToIntBits(value));
  }
}
