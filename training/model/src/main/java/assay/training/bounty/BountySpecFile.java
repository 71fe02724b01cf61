package assay.training.bounty;

import assay.registry.wire.StrictJson;
import assay.training.bounty.BountySpec.Data;
import assay.training.bounty.BountySpec.SealedTestSet;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/**
 * A specification as a file: with a field {@value #FEDERATED} if it is trained by rounds, without
 * one if not. Every other field has to be there, so there are two forms.
 */
final class BountySpecFile {

  private static final String FEDERATED = "federated";
  private static final JsonFactory TOKENS = new JsonFactory();
  private static final StrictJson<Specification> PLAIN =
      new StrictJson<>(Specification.class, BountySpec.MAX_BYTES, BountySpecRefusedException::new);
  private static final StrictJson<FederatedSpecification> BY_ROUNDS =
      new StrictJson<>(
          FederatedSpecification.class, BountySpec.MAX_BYTES, BountySpecRefusedException::new);

  private BountySpecFile() {}

  record Specification(
      int format,
      String name,
      String description,
      String metric,
      String model,
      Data data,
      SealedTestSet testSet) {

    BountySpec spec() {
      return new BountySpec(format, name, description, metric, model, data, testSet);
    }
  }

  record FederatedSpecification(
      int format,
      String name,
      String description,
      String metric,
      String model,
      Data data,
      SealedTestSet testSet,
      FederatedTerms federated) {

    BountySpec spec() {
      return new BountySpec(
          format, name, description, metric, model, data, testSet, Optional.of(federated));
    }
  }

  static BountySpec read(byte[] json) {
    try {
      return isByRounds(json) ? BY_ROUNDS.read(json).spec() : PLAIN.read(json).spec();
    } catch (IllegalArgumentException e) {
      throw new BountySpecRefusedException(
          "This is not an acceptable specification: " + String.valueOf(e.getMessage()), e);
    }
  }

  /** What is no JSON at all is for the strict reader to tell. */
  private static boolean isByRounds(byte[] json) {
    if (json.length > BountySpec.MAX_BYTES) {
      return false;
    }
    try (JsonParser parser = TOKENS.createParser(json)) {
      return parser.nextToken() == JsonToken.START_OBJECT && hasTerms(parser);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean hasTerms(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      if (FEDERATED.equals(parser.currentName())) {
        return true;
      }
      parser.nextToken();
      parser.skipChildren();
    }
    return false;
  }

  static byte[] write(BountySpec spec) {
    return spec.federated().map(terms -> withTerms(spec, terms)).orElseGet(() -> plain(spec));
  }

  private static byte[] plain(BountySpec spec) {
    return PLAIN.write(
        new Specification(
            spec.format(),
            spec.name(),
            spec.description(),
            spec.metric(),
            spec.model(),
            spec.data(),
            spec.testSet()));
  }

  private static byte[] withTerms(BountySpec spec, FederatedTerms terms) {
    return BY_ROUNDS.write(
        new FederatedSpecification(
            spec.format(),
            spec.name(),
            spec.description(),
            spec.metric(),
            spec.model(),
            spec.data(),
            spec.testSet(),
            terms));
  }
}
