package assay.registry.content;

import assay.registry.content.Cid.Codec;
import assay.registry.content.KuboRpc.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.Iterator;

/**
 * Blocks kept by an IPFS node, or by our {@link ContentStoreServer}, behind the Kubo RPC. The node
 * is not trusted: identifiers are computed here and every block is checked. A call ends within the
 * timeout.
 */
public final class KuboBlockStore implements BlockStore {

  private final KuboRpc rpc;

  /**
   * @param api scheme, host and port of the RPC, such as {@code http://127.0.0.1:5001}
   * @param timeout the longest one call may take, a whole block included
   */
  public KuboBlockStore(URI api, Duration timeout) {
    rpc = new KuboRpc(api, timeout);
  }

  /**
   * What the node calls itself; the cheapest way to learn whether it is there.
   *
   * @throws StoreRefusedException if something is there that is no content store
   */
  public String version() {
    Answer answer = rpc.call("version");
    String version = answer.isOk() ? rpc.json(answer).path("Version").asText() : "";
    if (version.isEmpty()) {
      throw new StoreRefusedException(
          rpc
              + " is no content store: asked for its version, it answered with status "
              + answer.status()
              + "; give the address of a Kubo RPC.");
    }
    return version;
  }

  @Override
  public Cid put(Codec codec, byte[] block) {
    Cid cid = Blocks.identify(codec, block);
    String command = "block/put?mhtype=sha2-256&allow-big-block=true&cid-codec=" + codec.text();
    String key = rpc.json(rpc.upload(command, cid, block)).path("Key").asText();
    if (!isAbout(cid, key)) {
      throw new StoreRefusedException(
          rpc + " stored block " + cid + " under '" + key + "'; use a store that keeps its word.");
    }
    return cid;
  }

  @Override
  public byte[] get(Cid cid) {
    Answer answer = rpc.call("block/get?arg=" + cid);
    if (answer.isOk()) {
      return Blocks.verified(cid, answer.body(), rpc.toString());
    }
    if (saysMissing(answer)) {
      throw Blocks.missing(cid, rpc.toString());
    }
    if (saysCorrupt(answer)) {
      throw Blocks.corrupt(cid, rpc.toString());
    }
    throw rpc.refused(answer);
  }

  @Override
  public boolean has(Cid cid) {
    Answer answer = rpc.call("block/stat?offline=true&arg=" + cid);
    if (!answer.isOk() && saysMissing(answer)) {
      return false;
    }
    return isAbout(cid, rpc.json(answer).path("Key").asText());
  }

  @Override
  public void pin(Cid root) {
    JsonNode pinned = rpc.json(rpc.call("pin/add?recursive=true&arg=" + root)).path("Pins");
    if (!isAbout(root, pinned.path(0).asText())) {
      throw new StoreRefusedException(
          rpc + " answered the request to pin " + root + " with " + pinned + "; check the store.");
    }
  }

  @Override
  public void unpin(Cid root) {
    Answer answer = rpc.call("pin/rm?recursive=true&arg=" + root);
    if (!answer.isOk() && !saysNotPinned(answer)) {
      throw rpc.refused(answer);
    }
  }

  @Override
  public boolean isPinned(Cid root) {
    Answer answer = rpc.call("pin/ls?type=recursive&arg=" + root);
    if (!answer.isOk() && saysNotPinned(answer)) {
      return false;
    }
    Iterator<String> pinned = rpc.json(answer).path("Keys").fieldNames();
    while (pinned.hasNext()) {
      if (isAbout(root, pinned.next())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAbout(Cid cid, String printed) {
    return ForeignCid.digest(printed).filter(cid.digest()::equals).isPresent();
  }

  /** The RPC has no code for it, only these words. */
  private static boolean saysMissing(Answer answer) {
    String message = answer.message();
    return message.contains("could not find") || message.contains("not found");
  }

  private static boolean saysNotPinned(Answer answer) {
    return answer.message().contains("not pinned");
  }

  /** Kubo's words and ours; stores check what they hand out. */
  private static boolean saysCorrupt(Answer answer) {
    String message = answer.message();
    return message.contains("different hash than requested") || message.contains("do not hash to");
  }

  @Override
  public String toString() {
    return rpc.toString();
  }
}
