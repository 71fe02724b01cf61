package assay.web.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainUnreachableException;
import assay.chain.InsufficientFundsException;
import assay.chain.RevertedException;
import assay.chain.Wei;
import assay.chain.WrongChainException;
import assay.registry.access.TooManyRequestsException;
import assay.registry.content.Cid;
import assay.registry.content.ContentMalformedException;
import assay.registry.content.StoreRefusedException;
import assay.registry.content.StoreUnavailableException;
import assay.registry.database.DatabaseUnavailableException;
import assay.registry.grant.GrantId;
import assay.registry.grant.GrantNotLiveException;
import assay.registry.grant.GrantStanding;
import assay.registry.intent.NotStoredException;
import assay.registry.ledger.IntentRefusedException;
import assay.registry.ledger.Refusal;
import assay.registry.mailbox.EnvelopeForbiddenException;
import assay.registry.signin.SignInRefusedException;
import assay.registry.upload.UploadLimitException;
import assay.training.bounty.BountyId;
import assay.training.pools.PoolRefusedException;
import assay.training.rounds.RoundsRefusedException;
import assay.training.runs.RunRefusedException;
import assay.web.account.MissingScopeException;
import assay.web.account.NotSignedInException;
import assay.web.account.Scope;
import assay.web.limit.TooManyExportsException;
import assay.web.limit.TooOftenException;
import assay.web.live.TooManyListenersException;
import assay.web.resource.RequiredBody;
import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemsTest {

  private static final URI NODE = URI.create("http://127.0.0.1:1");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final GrantId GRANT = new GrantId(Bytes32.ZERO);

  /** What a resource reads, in the tests of bodies. */
  public record Wanted(Address account, int version) {}

  @ParameterizedTest(name = "{1} {2}")
  @MethodSource("failures")
  void shouldTellAFailureAsAProblem(Response answer, int status, String code) {
    assertThat(answer.getStatus()).isEqualTo(status);
    assertThat(answer.getMediaType()).hasToString("application/problem+json");
    Problem problem = (Problem) answer.getEntity();
    assertThat(problem.type()).isEqualTo("urn:assay:problem:" + code);
    assertThat(problem.status()).isEqualTo(status);
    assertThat(problem.detail()).isNotBlank();
  }

  static Stream<Arguments> failures() {
    RegistryProblems registry = new RegistryProblems();
    ChainProblems chain = new ChainProblems();
    HttpProblems http = new HttpProblems();
    IOException cause = new IOException("refused");
    return Stream.of(
        row(registry.toResponse(new NotSignedInException()), 401, "not-signed-in"),
        row(
            registry.toResponse(new SignInRefusedException("sign-in-nonce", "Used.")),
            401,
            "sign-in-nonce"),
        row(
            registry.toResponse(new GrantNotLiveException(GRANT, GrantStanding.EXPIRED)),
            403,
            "grant-expired"),
        row(
            registry.toResponse(new GrantNotLiveException(GRANT, GrantStanding.ENDING)),
            403,
            "grant-ending"),
        row(
            registry.toResponse(new EnvelopeForbiddenException("not-your-grant", "No.")),
            403,
            "not-your-grant"),
        row(registry.toResponse(new NotFoundHereException("dataset", GRANT)), 404, "not-found"),
        row(
            registry.toResponse(new DatabaseUnavailableException("gone", cause)),
            503,
            "database-unavailable"),
        row(
            registry.toResponse(new StoreUnavailableException("The store is gone.", cause)),
            503,
            "store-unavailable"),
        row(
            registry.toResponse(new StoreRefusedException("The store answers nonsense.")),
            502,
            "store-refused"),
        row(
            registry.toResponse(new ContentMalformedException("The blocks are no file.")),
            502,
            "content-malformed"),
        row(registry.toResponse(new TooManyListenersException(7)), 503, "too-many-listeners"),
        row(chain.toResponse(new ChainUnreachableException(NODE, cause)), 503, "chain-unreachable"),
        row(
            chain.toResponse(new RevertedException("grant", "NotOwner", List.of("0x1", "0x2"))),
            409,
            "contract-reverted"),
        row(
            chain.toResponse(
                new InsufficientFundsException("pay in", Address.ZERO, Wei.ZERO, Wei.ofEther("1"))),
            409,
            "insufficient-funds"),
        row(
            registry.toResponse(new IntentRefusedException("revoke", Refusal.ALREADY_REVOKED)),
            403,
            "grant-revoked"),
        row(
            registry.toResponse(new NotStoredException(Cid.of(Cid.Codec.RAW, new byte[0]))),
            409,
            "content-not-stored"),
        row(chain.toResponse(new WrongChainException(NODE, 1, 2)), 503, "wrong-chain"),
        row(http.toResponse(new NotFoundException()), 404, "not-found"),
        row(http.toResponse(new NotAllowedException("GET")), 405, "method-not-allowed"),
        row(http.toResponse(new WebApplicationException(418)), 400, "bad-request"),
        row(
            new InputProblems().toResponse(new IllegalArgumentException("'0x' is no address.")),
            400,
            "malformed"),
        row(
            new UnexpectedProblems().toResponse(new IllegalStateException("secret inside")),
            500,
            "unexpected"));
  }

  static Stream<ProblemType> patience() {
    return Arrays.stream(ProblemType.values()).filter(type -> type.status() == 429);
  }

  @ParameterizedTest
  @MethodSource("patience")
  void shouldSayWithEvery429WhenToComeBack(ProblemType type) {
    assertThat(tooMany()).containsKey(type.code());
    Response answer = tooMany().get(type.code());

    assertThat(answer.getStatus()).isEqualTo(429);
    assertThat(answer.getHeaderString("Retry-After")).isEqualTo("60");
  }

  /** The answers to what is refused with 429, if it can be had in a minute. */
  private static Map<String, Response> tooMany() {
    RegistryProblems registry = new RegistryProblems();
    TrainingProblems training = new TrainingProblems();
    return Stream.of(
            registry.toResponse(new EnvelopeForbiddenException("mailbox-full", "Full.", MINUTE)),
            registry.toResponse(
                new EnvelopeForbiddenException("released-too-often", "Again.", MINUTE)),
            registry.toResponse(new TooOftenException(MINUTE)),
            registry.toResponse(new TooManyRequestsException(Address.ZERO, MINUTE)),
            registry.toResponse(new UploadLimitException(Address.ZERO, 10, MINUTE)),
            registry.toResponse(TooManyExportsException.ofOne(MINUTE)),
            training.toResponse(PoolRefusedException.tooManyQuestions(MINUTE)),
            training.toResponse(PoolRefusedException.tooManyOffers(Bytes32.ZERO, MINUTE)),
            training.toResponse(PoolRefusedException.tooManyJobs(Address.ZERO, MINUTE)),
            training.toResponse(RoundsRefusedException.tooMany(new BountyId(Bytes32.ZERO), MINUTE)),
            training.toResponse(RunRefusedException.tooMany(new BountyId(Bytes32.ZERO), MINUTE)))
        .collect(Collectors.toMap(ProblemsTest::code, Function.identity()));
  }

  private static String code(Response answer) {
    return ((Problem) answer.getEntity()).code();
  }

  @Test
  void shouldTellAContractsRefusalInWords() {
    RevertedException refused = new RevertedException("grant", "NotOwner", List.of("0x1", "0x2"));

    Response answer = new ChainProblems().toResponse(refused);

    assertThat(((Problem) answer.getEntity()).detail())
        .isEqualTo("The contract would refuse it: 0x2 does not own the dataset; ask its owner.");
  }

  @Test
  void shouldTellNothingOfTheInsideOfAnUnexpectedFailure() {
    Response answer = new UnexpectedProblems().toResponse(new IllegalStateException("secret"));

    assertThat(((Problem) answer.getEntity()).detail()).doesNotContain("secret");
  }

  @Test
  void shouldAskForATokenWhereOneIsMissing() {
    Response answer = new RegistryProblems().toResponse(new NotSignedInException());

    assertThat(answer.getHeaderString("WWW-Authenticate")).isEqualTo("Bearer");
  }

  @Test
  void shouldNameTheScopeThatAKeyLacks() {
    Response answer = new RegistryProblems().toResponse(new MissingScopeException(Scope.ACT));

    assertThat(answer.getHeaderString("WWW-Authenticate"))
        .isEqualTo("Bearer error=\"insufficient_scope\", scope=\"act\"");
  }

  @Test
  void shouldSayInWholeSecondsWhenToTryAgain() {
    UploadLimitException failure =
        new UploadLimitException(Address.ZERO, 10, Duration.ofMillis(1_001));

    Response answer = new RegistryProblems().toResponse(failure);

    assertThat(answer.getHeaderString("Retry-After")).isEqualTo("2");
  }

  @Test
  void shouldKeepTheMethodsThatAreAllowed() {
    Response answer = new HttpProblems().toResponse(new NotAllowedException("GET"));

    assertThat(answer.getHeaderString("Allow")).contains("GET");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"account\":\"0x12\",\"version\":1}",
        "{\"account\":null,\"version\":1}",
        "{\"version\":1}",
        "{\"account\":\"0x0000000000000000000000000000000000000000\",\"version\":null}",
        "{\"account\":\"0x0000000000000000000000000000000000000000\",\"version\":1e99}",
        "{\"account\":[],\"version\":1}",
        "{\"account\":\"0x0000000000000000000000000000000000000000\",\"version\":1,\"more\":1}",
        "[]",
        "{",
        "\u0000"
      })
  void shouldRefuseABodyWithoutNamingOurClasses(String body) {
    assertThatThrownBy(() -> read(body))
        .isInstanceOfSatisfying(
            JsonProcessingException.class,
            failure -> {
              Response answer = new JsonProblems().toResponse(failure);
              assertThat(answer.getStatus()).isEqualTo(400);
              assertThat(((Problem) answer.getEntity()).detail()).doesNotContain("assay.");
            });
  }

  @Test
  void shouldReadAWholeBody() throws IOException {
    Object read =
        read("{\"account\":\"0x0000000000000000000000000000000000000000\",\"version\":7}");

    assertThat(read).isEqualTo(new Wanted(Address.ZERO, 7));
  }

  /** What a resource gets after the provider and the interceptor. */
  private static Object read(String body) throws IOException {
    return new RequiredBody().aroundReadFrom(new BodyOf(body));
  }

  private static Arguments row(Response answer, int status, String code) {
    return Arguments.of(answer, status, code);
  }
}
