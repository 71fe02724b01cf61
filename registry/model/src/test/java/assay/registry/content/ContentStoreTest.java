package assay.registry.content;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

final class ContentStoreTest {

  @Nested
  final class InMemory extends ContentStoreContract {

    @Override
    protected BlockStore blocks() {
      return new InMemoryBlockStore();
    }
  }

  @Nested
  final class OnDisk extends ContentStoreContract {

    @TempDir private Path folder;

    @Override
    protected BlockStore blocks() {
      return new DiskBlockStore(folder, Clock.systemUTC());
    }
  }

  @Nested
  final class OverRpc extends ContentStoreContract {

    private ContentStoreServer server;

    @BeforeEach
    void start() {
      server = ContentStoreServer.start(new InMemoryBlockStore(), 0);
    }

    @AfterEach
    void stop() {
      server.close();
    }

    @Override
    protected BlockStore blocks() {
      return new KuboBlockStore(server.uri(), Duration.ofSeconds(10));
    }
  }
}
