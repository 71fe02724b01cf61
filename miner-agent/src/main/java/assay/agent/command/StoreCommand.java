package assay.agent.command;

import assay.chain.UnfinishedFile;
import assay.registry.content.BlockStore;
import assay.registry.content.Car;
import assay.registry.content.Cid;
import assay.registry.content.ContentPath;
import assay.registry.content.DagContentStore;
import assay.registry.content.DiskBlockStore;
import assay.registry.content.GarbageCollector;
import assay.registry.content.GarbageCollector.Freed;
import assay.registry.files.StoredFiles;
import assay.registry.publish.PhaseProgress;
import assay.registry.publish.Progress.Phase;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.commons.io.file.PathUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Content by its identifier, unsealed: what is put here everybody may read who has the address. */
@Command(
    name = "store",
    description = "Put files into a content store and take them out. Nothing is sealed here.")
final class StoreCommand {

  private static final int STEP = 1 << 16;

  /** Files and folders in. */
  @Command(name = "add", description = "Store and pin a file or a folder; prints its identifier.")
  int add(
      @Mixin StoreOption store,
      @Parameters(paramLabel = "PATH", description = "A file or a folder.") Path path)
      throws IOException {
    PhaseBar bar = PhaseBar.ofCommand();
    long all = PathUtils.sizeOf(path);
    PhaseProgress progress = new PhaseProgress(bar, Phase.STORE, all);
    Cid stored = new StoredFiles(store.open(), progress).put(path);
    bar.end();
    System.out.println(stored);
    return 0;
  }

  /** And out again. */
  @Command(name = "get", description = "Write a file, or a directory as a folder.")
  int get(
      @Mixin StoreOption store,
      @Parameters(
              paramLabel = "CID[/PATH]",
              converter = ContentPathConverter.class,
              description = "What to take.")
          ContentPath what,
      @Option(names = "--out", required = true, description = "Where nothing is yet.") Path out)
      throws IOException {
    BlockStore blocks = store.open();
    new StoredFiles(blocks, done -> {}).copy(what.in(blocks), out);
    return 0;
  }

  /** The names in a directory. */
  @Command(name = "ls", description = "List a directory.")
  int list(
      @Mixin StoreOption store,
      @Parameters(
              paramLabel = "CID[/PATH]",
              converter = ContentPathConverter.class,
              description = "A directory.")
          ContentPath what) {
    BlockStore blocks = store.open();
    DagContentStore content = new DagContentStore(blocks);
    for (Map.Entry<String, Cid> entry : content.list(what.in(blocks)).entrySet()) {
      System.out.printf("%s  %s%n", entry.getValue(), entry.getKey());
    }
    return 0;
  }

  /** One file that carries content to another store. */
  @Command(name = "export", description = "Write content with all its blocks as one CAR file.")
  int export(
      @Mixin StoreOption store,
      @Parameters(
              paramLabel = "CID[/PATH]",
              converter = ContentPathConverter.class,
              description = "What to carry.")
          ContentPath what,
      @Option(names = "--out", required = true, paramLabel = "FILE", description = "The archive.")
          Path out)
      throws IOException {
    BlockStore blocks = store.open();
    try (UnfinishedFile file = new UnfinishedFile(out)) {
      Car.write(blocks, what.in(blocks), file.stream());
      file.finish();
    }
    return 0;
  }

  /** What another store wrote. */
  @Command(name = "import", description = "Store and pin what a CAR file carries.")
  int carry(
      @Mixin StoreOption store,
      @Parameters(paramLabel = "FILE", description = "The archive.") Path archive)
      throws IOException {
    BlockStore blocks = store.open();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(archive), STEP)) {
      Cid root = Car.read(blocks, in);
      new DagContentStore(blocks).pin(root);
      System.out.println(root);
    }
    return 0;
  }

  /** Room for more. */
  @Command(
      name = "gc",
      description = {
        "Free the blocks of a store's folder that nothing pins.",
        "Datasets, bounties and models are pinned by whoever registered them; the store may be used"
            + " meanwhile."
      })
  int collect(
      @Option(
              names = "--blocks",
              required = true,
              paramLabel = "FOLDER",
              description = "The store.")
          Path folder,
      @Option(
              names = "--grace",
              defaultValue = "PT24H",
              description =
                  "How long unpinned content stays, for it is pinned only when all of it is there"
                      + " (default: ${DEFAULT-VALUE}).")
          Duration grace) {
    Clock clock = Clock.systemUTC();
    DiskBlockStore.readOnly(folder);
    DiskBlockStore store = new DiskBlockStore(folder, clock);
    Freed freed = new GarbageCollector(store, clock, grace).collect(Set.of());
    System.out.printf("%d blocks, %d bytes freed%n", freed.blocks(), freed.bytes());
    return 0;
  }
}
