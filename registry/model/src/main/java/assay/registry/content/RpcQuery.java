package assay.registry.content;

import assay.registry.content.Cid.Codec;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The query of one RPC call; refuses what the embedded store would have to ignore. */
final class RpcQuery {

  private static final Map<String, String> PROFILE =
      Map.of(
          "cid-version", "1",
          "raw-leaves", "true",
          "chunker", "size-1048576",
          "max-file-links", "1024");

  private final Map<String, String> values = new HashMap<>();

  RpcQuery(URI request) {
    String query = request.getRawQuery();
    if (query == null) {
      return;
    }
    for (String pair : query.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      values.put(parts[0], parts.length == 2 ? decoded(parts[1]) : "");
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private String value(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  Cid cid() {
    String text = value("arg", "");
    return Cid.parse(text.startsWith("/ipfs/") ? text.substring("/ipfs/".length()) : text);
  }

  Codec codec() {
    if (!value("mhtype", "sha2-256").equals("sha2-256")) {
      throw new IllegalArgumentException("Only mhtype sha2-256 is kept here.");
    }
    String name = value("cid-codec", "raw");
    for (Codec codec : Codec.values()) {
      if (codec.text().equals(name)) {
        return codec;
      }
    }
    throw new IllegalArgumentException("'" + name + "' is not a codec kept here: raw or dag-pb.");
  }

  /** What a gateway is to answer with; empty where nothing is said. */
  String format() {
    return value("format", "");
  }

  boolean wantsPinnedRoots() {
    return value("pin-roots", "true").equals("true");
  }

  boolean wantsPin() {
    return value("pin", "true").equals("true");
  }

  void requireProfile() {
    PROFILE.forEach(
        (name, only) -> {
          if (!value(name, only).equals(only)) {
            throw new IllegalArgumentException(
                "Files are stored under profile unixfs-v1-2025 only: " + name + "=" + only + ".");
          }
        });
  }
}
