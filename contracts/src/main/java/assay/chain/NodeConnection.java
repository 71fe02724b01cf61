package assay.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import org.web3j.protocol.Service;
import org.web3j.protocol.core.BatchRequest;
import org.web3j.protocol.core.BatchResponse;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.response.EthChainId;

/**
 * JSON-RPC over HTTP with one node. A fault is answered by asking the same again, a few times with
 * growing pauses; the same bytes twice do nothing that once would not. An answer must be whole, of
 * bounded size and to the question asked. The node's chain id is checked before its first answer is
 * believed, again after every fault, and whenever it is to be confirmed: another node may have
 * taken its place. Thread-safe.
 */
@SuppressWarnings("rawtypes") // web3j declares its service with raw types.
final class NodeConnection extends Service {

  private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");
  private static final Duration CONNECT_TIME = Duration.ofSeconds(5);
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;

  /** What providers answer instead of HTTP 429 (EIP-1474). */
  private static final int LIMIT_EXCEEDED = -32005;

  private final ChainSettings settings;
  private final NodeLimits limits;
  private final WaitingTime time;
  private final OkHttpClient http;
  private volatile boolean isChainIdChecked;

  NodeConnection(ChainSettings settings, NodeLimits limits, WaitingTime time) {
    super(false);
    this.settings = settings;
    this.limits = limits;
    this.time = time;
    this.http =
        new OkHttpClient.Builder()
            .connectTimeout(CONNECT_TIME)
            .readTimeout(limits.answerTime())
            .callTimeout(CONNECT_TIME.plus(limits.answerTime().multipliedBy(2)))
            .build();
  }

  NodeLimits limits() {
    return limits;
  }

  WaitingTime time() {
    return time;
  }

  @Override
  public <T extends Response> T send(Request request, Class<T> responseType) {
    return patiently(() -> exchange(request, responseType));
  }

  /** All of them in one exchange, or one by one with a node that knows no batches. */
  @Override
  public BatchResponse sendBatch(BatchRequest batch) {
    if (batch.getRequests().isEmpty()) {
      return new BatchResponse(List.of(), List.of());
    }
    return new BatchResponse(batch.getRequests(), patiently(() -> exchangeAll(batch)));
  }

  @Override
  public void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  @Override
  protected InputStream performIO(String request) throws IOException {
    okhttp3.Request post =
        new okhttp3.Request.Builder()
            .url(settings.node().toString())
            .post(RequestBody.create(request, JSON))
            .build();
    try (okhttp3.Response response = http.newCall(post).execute()) {
      if (response.code() == TOO_MANY_REQUESTS || response.code() == UNAVAILABLE) {
        throw NodeFault.busy(pauseWanted(Optional.ofNullable(response.header("Retry-After"))));
      }
      ResponseBody body = response.body();
      if (!response.isSuccessful() || body == null) {
        throw NodeFault.status(response.code());
      }
      return new ByteArrayInputStream(content(body));
    }
  }

  private byte[] content(ResponseBody body) throws IOException {
    byte[] content;
    try (InputStream in = body.byteStream()) {
      content = in.readNBytes(Math.toIntExact(limits.answerBytes() + 1));
    } catch (java.net.ProtocolException e) {
      throw NodeFault.broken("was cut off");
    }
    if (content.length > limits.answerBytes()) {
      throw NodeFault.tooLarge(limits.answerBytes());
    }
    return content;
  }

  private static Duration pauseWanted(Optional<String> header) {
    try {
      return Duration.ofSeconds(Math.max(0, Long.parseLong(header.orElse("").strip())));
    } catch (NumberFormatException e) {
      // A date, or nothing: our own pause serves as well.
      return Duration.ZERO;
    }
  }

  private <T extends Response> T exchange(Request request, Class<T> responseType)
      throws IOException {
    T response = super.send(request, responseType);
    requireThatItAnswers(request, response);
    return response;
  }

  private static void requireThatItAnswers(Request request, Response response) throws NodeFault {
    if (response == null || !isTo(request, response)) {
      throw NodeFault.broken("is to another question");
    }
    if (response.hasError() && response.getError().getCode() == LIMIT_EXCEEDED) {
      throw NodeFault.busy(Duration.ZERO);
    }
  }

  /** An error may come without an id, which reads as zero (JSON-RPC 2.0, "Response object"). */
  private static boolean isTo(Request request, Response response) {
    return response.getId() == request.getId() || (response.hasError() && response.getId() == 0);
  }

  /** By id: a node may answer in any order (JSON-RPC 2.0, "Batch"). */
  private List<Response<?>> exchangeAll(BatchRequest batch) throws IOException {
    JsonNode answer;
    try (InputStream in = performIO(objectMapper.writeValueAsString(batch.getRequests()))) {
      answer = objectMapper.readTree(in);
    }
    List<Response<?>> responses = new ArrayList<>();
    Map<Long, JsonNode> byId = new HashMap<>();
    answer.forEach(part -> byId.put(part.path("id").asLong(), part));
    for (Request<?, ? extends Response<?>> request : batch.getRequests()) {
      if (!answer.isArray()) {
        responses.add(exchange(request, request.getResponseType()));
      } else {
        responses.add(part(request, byId));
      }
    }
    return responses;
  }

  private Response<?> part(Request<?, ? extends Response<?>> request, Map<Long, JsonNode> byId)
      throws IOException {
    JsonNode part = byId.get(request.getId());
    if (part == null) {
      throw NodeFault.broken("leaves out a part of the question");
    }
    Response<?> response = objectMapper.treeToValue(part, request.getResponseType());
    requireThatItAnswers(request, response);
    return response;
  }

  @FunctionalInterface
  private interface Exchange<T> {

    T run() throws IOException;
  }

  private <T> T patiently(Exchange<T> exchange) {
    for (int tried = 1; ; tried++) {
      try {
        checkChainId();
        return exchange.run();
      } catch (ChainException e) {
        throw e;
      } catch (IOException | RuntimeException e) {
        isChainIdChecked = false;
        time.pause(pauseOrGiveUp(e, tried), "the chain node");
      }
    }
  }

  private Duration pauseOrGiveUp(Exception failure, int tried) {
    if (failure instanceof NodeFault fault) {
      boolean isHopeless =
          !fault.isWorthRepeating() || fault.pauseWanted().compareTo(limits.longestPause()) > 0;
      if (isHopeless || tried == limits.tries()) {
        throw fault.of(settings.node());
      }
      return fault.pauseWanted().isZero() ? limits.pauseAfter(tried) : fault.pauseWanted();
    }
    if (tried == limits.tries()) {
      throw failure instanceof JsonProcessingException
          ? new BrokenAnswerException(settings.node(), "is not whole JSON")
          : new ChainUnreachableException(settings.node(), failure);
    }
    return limits.pauseAfter(tried);
  }

  /**
   * Asks for the chain's id once more: behind one address the node may change without a fault.
   *
   * @throws WrongChainException if it is another by now; what it answered before is not to be
   *     believed
   */
  void confirmChainId() {
    isChainIdChecked = false;
    patiently(settings::chainId);
  }

  private void checkChainId() throws IOException {
    if (isChainIdChecked) {
      return;
    }
    EthChainId answer =
        exchange(new Request<>("eth_chainId", List.of(), this, EthChainId.class), EthChainId.class);
    if (answer.hasError()) {
      throw ContractErrors.refusal("its chain id", answer.getError());
    }
    long found = answer.getChainId().longValueExact();
    if (found != settings.chainId()) {
      throw new WrongChainException(settings.node(), settings.chainId(), found);
    }
    isChainIdChecked = true;
  }
}
