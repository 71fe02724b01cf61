package assay.agent.platform;

import assay.registry.content.LimitedBody;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * An HTTP client whose answers have an end: an answer has at most so many bytes, and {@link #send}
 * takes at most so long, the last byte included. More bytes are an {@link IOException}, more time
 * is an {@link HttpTimeoutException}. A body is handed on when all of it is there. Thread-safe.
 */
final class BoundedHttpClient extends HttpClient {

  private final HttpClient http;
  private final int mostBytes;
  private final Duration patience;

  /**
   * @param mostBytes of one answer
   * @param patience the longest one request may take, its whole answer included
   */
  BoundedHttpClient(int mostBytes, Duration patience) {
    this.http = HttpClient.newBuilder().connectTimeout(patience).build();
    this.mostBytes = mostBytes;
    this.patience = patience;
  }

  /** The whole answer within the patience: a request's own timeout ends with the headers. */
  @Override
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<T>> sent = sendAsync(request, handler);
    try {
      return sent.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      sent.cancel(true);
      throw new HttpTimeoutException("no whole answer within " + patience.toMillis() + " ms");
    } catch (InterruptedException e) {
      sent.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
    }
  }

  /** Bounds the bytes; the time is for the caller to bound. */
  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler) {
    return http.sendAsync(
        request,
        head ->
            BodySubscribers.mapping(
                new LimitedBody(mostBytes), body -> handedTo(handler.apply(head), body)));
  }

  /** Likewise; what a server pushes is refused. */
  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler, PushPromiseHandler<T> pushed) {
    return sendAsync(request, handler);
  }

  private static <T> T handedTo(BodySubscriber<T> reader, byte[] body) {
    reader.onSubscribe(new WholeBody());
    reader.onNext(List.of(ByteBuffer.wrap(body)));
    reader.onComplete();
    return reader.getBody().toCompletableFuture().join();
  }

  /** All that there is comes unasked. */
  private record WholeBody() implements Subscription {

    @Override
    public void request(long parts) {}

    @Override
    public void cancel() {}
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return http.cookieHandler();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return http.connectTimeout();
  }

  @Override
  public Redirect followRedirects() {
    return http.followRedirects();
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return http.proxy();
  }

  @Override
  public SSLContext sslContext() {
    return http.sslContext();
  }

  @Override
  public SSLParameters sslParameters() {
    return http.sslParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return http.authenticator();
  }

  @Override
  public Version version() {
    return http.version();
  }

  @Override
  public Optional<Executor> executor() {
    return http.executor();
  }
}
