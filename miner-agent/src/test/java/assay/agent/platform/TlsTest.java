package assay.agent.platform;

import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.AgentException;
import assay.chain.Account;
import assay.chain.Address;
import assay.chain.ChainClient;
import assay.chain.ChainException;
import assay.chain.ChainSettings;
import assay.registry.RegistryException;
import assay.registry.content.KuboBlockStore;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.web3j.crypto.Keys;

/** Whom agents talk to over TLS, asked by a process of its own that trusts one authority. */
class TlsTest {

  private static final String GOOD = "good";
  private static final Map<String, HttpsServer> SERVERS = new TreeMap<>();
  private static final Map<String, AtomicInteger> HEARD = new TreeMap<>();

  @TempDir private static Path folder;
  @TempDir private static Path elsewhere;

  private static List<String> answers;

  @BeforeAll
  static void askEverybody() throws Exception {
    TestAuthority trusted = TestAuthority.in(folder);
    TestAuthority stranger = TestAuthority.in(elsewhere);
    String here = "san=ip:127.0.0.1";
    serve(GOOD, trusted.server(GOOD, "-ext", here));
    serve("wrong-name", trusted.server("wrong-name", "-ext", "san=dns:other.example"));
    serve(
        "expired",
        trusted.server("expired", "-ext", here, "-startdate", "-40d", "-validity", "30"));
    serve("unknown", stranger.server("unknown", "-ext", here));
    answers = ask(trusted.trustStore());
  }

  @AfterAll
  static void stop() {
    SERVERS.values().forEach(server -> server.stop(0));
  }

  private static void serve(String name, HttpsServer server) {
    AtomicInteger heard = new AtomicInteger();
    server.createContext(
        "/",
        exchange -> {
          heard.incrementAndGet();
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();
    SERVERS.put(name, server);
    HEARD.put(name, heard);
  }

  private static List<String> ask(Path trust) throws Exception {
    Process asker =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djavax.net.ssl.trustStore=" + trust,
                "-Djavax.net.ssl.trustStorePassword=" + TestAuthority.PASSWORD,
                "-cp",
                System.getProperty("java.class.path"),
                Asker.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var in = asker.outputWriter(StandardCharsets.UTF_8)) {
      SERVERS.forEach(
          (name, server) ->
              write(in, name + " https://127.0.0.1:" + server.getAddress().getPort()));
    }
    return asker.inputReader(StandardCharsets.UTF_8).lines().toList();
  }

  private static void write(Writer to, String line) {
    try {
      to.write(line + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void shouldTalkToWhomItsAuthorityVouchesFor() {
    assertThat(HEARD.get(GOOD)).as("platform, store, chain (three tries)").hasValueGreaterThan(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrong-name", "expired", "unknown"})
  void shouldSayNothingToAServerWithoutAGoodCertificate(String server) {
    assertThat(HEARD.get(server)).hasValue(0);
    assertThat(answers).filteredOn(answer -> answer.startsWith(server + " ")).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrong-name", "expired", "unknown"})
  void shouldSayThatThePlatformsCertificateIsNotAccepted(String server) {
    assertThat(answers)
        .filteredOn(answer -> answer.startsWith(server + " platform "))
        .singleElement()
        .asString()
        .contains("certificate is not accepted", "nothing was sent", "clock");
  }

  /** Reads lines of a name and an address; says what platform, store and chain there answer. */
  static final class Asker {

    private Asker() {}

    public static void main(String[] arguments) throws Exception {
      try (var lines = new Scanner(System.in, StandardCharsets.UTF_8)) {
        while (lines.hasNext()) {
          String name = lines.next();
          URI address = URI.create(lines.next());
          System.out.println(name + " platform " + platform(address));
          System.out.println(name + " store " + store(address));
          System.out.println(name + " chain " + chain(address));
        }
      }
    }

    private static String platform(URI address) throws Exception {
      try {
        Account account = Account.of(Keys.createEcKeyPair(new SecureRandom()));
        return "has " + new PlatformClient(address, account, Clock.systemUTC()).accessRequests();
      } catch (AgentException e) {
        return String.valueOf(e.getMessage());
      }
    }

    private static String store(URI address) {
      try {
        return "is " + new KuboBlockStore(address, Duration.ofSeconds(5)).version();
      } catch (RegistryException e) {
        return String.valueOf(e.getMessage());
      }
    }

    private static String chain(URI address) {
      try (ChainClient chain = new ChainClient(ChainSettings.local(address))) {
        return "has " + chain.balance(Address.ZERO);
      } catch (ChainException e) {
        return String.valueOf(e.getMessage());
      }
    }
  }
}
