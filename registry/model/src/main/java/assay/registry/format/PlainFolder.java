package assay.registry.format;

import assay.chain.Bytes32;
import assay.chain.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * A folder, sealed as one tar archive of its files.
 *
 * @param path where it is
 */
public record PlainFolder(Path path) implements PlainSource {

  @Override
  public Survey survey(LongConsumer progress) throws IOException {
    FolderTree tree = new FolderTree(path);
    return TreeSurvey.of(
        visitor ->
            tree.walk(
                (name, bytes, content) -> {
                  visitor.visit(name, bytes, content);
                  progress.accept(bytes);
                }),
        "tar");
  }

  @Override
  public void writeTo(OutputStream target) throws IOException {
    FolderTar.write(new FolderTree(path), target);
  }

  @Override
  public String fingerprint() throws IOException {
    MessageDigest digest = Sha256.digest();
    new FolderTree(path)
        .list(
            (file, name, bytes) ->
                digest.update(
                    (Fingerprint.of(name.text(), file) + "\n").getBytes(StandardCharsets.UTF_8)));
    return Bytes32.of(digest.digest()).hex();
  }

  @Override
  public long bytes() throws IOException {
    AtomicLong sum = new AtomicLong();
    new FolderTree(path).list((file, name, bytes) -> sum.addAndGet(bytes));
    return sum.get();
  }
}
