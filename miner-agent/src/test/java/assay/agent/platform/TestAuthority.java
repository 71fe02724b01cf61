package assay.agent.platform;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An authority that signs certificates, made by the JDK's keytool, and servers that show them. */
final class TestAuthority {

  static final String PASSWORD = "for tests";
  private static final String SELF = "authority";

  private final Path store;

  private TestAuthority(Path store) {
    this.store = store;
  }

  static TestAuthority in(Path folder) throws Exception {
    TestAuthority made = new TestAuthority(folder.resolve("authority.p12"));
    made.keytool(SELF, "-ext", "bc:c", "-validity", "3650");
    return made;
  }

  /** What a machine has that trusts this authority and no other. */
  Path trustStore() throws GeneralSecurityException, IOException {
    KeyStore trust = empty();
    trust.setCertificateEntry(SELF, load().getCertificate(SELF));
    Path file = store.resolveSibling("trust.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      trust.store(out, PASSWORD.toCharArray());
    }
    return file;
  }

  /**
   * A server on this machine that answers nothing and shows a certificate of this authority.
   *
   * @param name of the certificate, another for each
   * @param settings of keytool: for which names and when it is valid
   */
  HttpsServer server(String name, String... settings) throws Exception {
    List<String> all = new ArrayList<>(List.of("-signer", SELF));
    all.addAll(List.of(settings));
    keytool(name, all.toArray(String[]::new));
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(showing(name)));
    return server;
  }

  private SSLContext showing(String name) throws GeneralSecurityException, IOException {
    KeyStore all = load();
    Key key = all.getKey(name, PASSWORD.toCharArray());
    KeyStore one = empty();
    one.setKeyEntry(name, key, PASSWORD.toCharArray(), all.getCertificateChain(name));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(one, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private KeyStore load() throws GeneralSecurityException, IOException {
    KeyStore loaded = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      loaded.load(in, PASSWORD.toCharArray());
    }
    return loaded;
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore empty = KeyStore.getInstance("PKCS12");
    empty.load(null, null);
    return empty;
  }

  private void keytool(String alias, String... settings) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-dname",
                "CN=" + alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
    command.addAll(List.of(settings));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
      throw new IOException("keytool said: " + said);
    }
  }
}
