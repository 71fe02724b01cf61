package assay.agent.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.agent.Agent;
import assay.agent.home.AgentHome;
import assay.agent.home.AgentSettings;
import assay.chain.ChainSettings;
import assay.chain.ContractName;
import assay.chain.FinalEvents;
import assay.chain.InterruptedWaitException;
import assay.chain.LocalChain;
import assay.chain.TrustedDeployers;
import assay.chain.Wei;
import assay.registry.content.ContentStoreServer;
import assay.registry.content.DiskBlockStore;
import assay.registry.content.StoreAddresses;
import assay.registry.dataset.ContractAt;
import assay.registry.dataset.DatasetCard;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.Origin;
import assay.registry.dataset.SharingLevel;
import assay.registry.format.PlainFile;
import assay.registry.format.Survey;
import assay.registry.publish.DatasetDraft;
import assay.registry.publish.DatasetSealer;
import assay.registry.publish.Progress;
import assay.registry.publish.RegisteredAlreadyException;
import assay.registry.publish.Registration;
import assay.registry.publish.SealedFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An owner whose program is stopped while it registers. */
@Timeout(120)
class DatasetPublisherIT {

  private static final int FINALITY = 3;

  @TempDir private Path folder;
  private LocalChain local;
  private ContentStoreServer store;
  private AgentHome home;
  private SealedFolder sealed;

  @BeforeEach
  void settle() throws IOException {
    local = LocalChain.start(FINALITY);
    store =
        ContentStoreServer.start(new DiskBlockStore(folder.resolve("store"), Clock.systemUTC()), 0);
    home = home();
    sealed = sealed("people.csv");
  }

  @AfterEach
  void stop() {
    store.close();
    local.close();
  }

  private AgentHome home() {
    Path manifest = folder.resolve("deployment.json");
    local.manifest().save(manifest);
    AgentSettings settings =
        new AgentSettings(
            local.node().node(),
            ChainSettings.LOCAL_CHAIN_ID,
            FINALITY,
            manifest,
            StoreAddresses.parse(store.uri().toString()),
            URI.create("http://127.0.0.1:1"),
            1,
            new TrustedDeployers(Set.of(local.manifest().statement().deployer())));
    AgentHome made = AgentHome.create(folder.resolve("owner"), settings, new SecureRandom());
    local.node().fund(made.account().address(), Wei.ofEther("10"));
    return made;
  }

  private SealedFolder sealed(String name) throws IOException {
    Path plain = Files.writeString(folder.resolve(name), "age,height\n31,1.75\n");
    DatasetDraft draft =
        new DatasetDraft(
            card(new PlainFile(plain).survey()), SharingLevel.L1, new PlainFile(plain), List.of());
    return new DatasetSealer(new SecureRandom(), Progress.SILENT)
        .seal(draft, folder.resolve(name + ".sealed"));
  }

  private static DatasetCard card(Survey survey) {
    return new DatasetCard(
        "People", "", survey.format(), survey.schema(), survey.sampleCount(), "MIT", "", "");
  }

  private DatasetId register() {
    try (Agent owner = Agent.open(home, Clock.systemUTC(), new SecureRandom())) {
      return new DatasetPublisher(owner).register(sealed, Progress.SILENT).fact();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts to register and is stopped once its transaction stands in a block. */
  private void registerAndBeStopped() throws InterruptedException {
    long before = local.chain().head().number();
    AtomicReference<Throwable> end = new AtomicReference<>();
    Thread registering = new Thread(this::register);
    registering.setUncaughtExceptionHandler((thread, problem) -> end.set(problem));
    registering.start();
    while (local.chain().head().number() == before) {
      Thread.onSpinWait();
    }
    registering.interrupt();
    registering.join();
    assertThat(end.get()).isInstanceOf(InterruptedWaitException.class);
  }

  /** Registers while the chain goes on. */
  private DatasetId registerToTheEnd() {
    CompletableFuture<DatasetId> registered = CompletableFuture.supplyAsync(this::register);
    while (!registered.isDone()) {
      local.anvil().mine(1);
    }
    return registered.join();
  }

  private List<String> registeredDatasets() {
    FinalEvents events = new FinalEvents(local.chain(), local.deployment());
    events.refresh();
    return events.named("AssetRegistered").stream()
        .map(event -> event.bytes32("asset").hex())
        .toList();
  }

  @Test
  void shouldGoOnWithTheRegistrationThatWasStopped() throws InterruptedException {
    registerAndBeStopped();

    DatasetId registered = registerToTheEnd();

    assertThat(registeredDatasets()).containsExactly(registered.toString());
  }

  @Test
  void shouldTakeAnotherNumberWhenSomethingElseTookTheOneItBeganWith() throws IOException {
    SealedFolder waiting = sealed;
    waiting.begin(new Registration(registry(), new Origin(home.account().address(), 0)));
    sealed = sealed("other.csv");
    DatasetId other = registerToTheEnd();
    sealed = waiting;

    DatasetId registered = registerToTheEnd();

    assertThat(registeredDatasets()).containsExactly(other.toString(), registered.toString());
  }

  @Test
  void shouldSayWhatIsRegisteredThoughTheJournalIsGone() throws IOException {
    DatasetId registered = registerToTheEnd();
    PathUtils.delete(home.transactions());

    assertThatThrownBy(this::register)
        .isInstanceOf(RegisteredAlreadyException.class)
        .hasMessageContaining(registered.toString());
    assertThat(registeredDatasets()).hasSize(1);
  }

  private ContractAt registry() {
    return new ContractAt(
        ChainSettings.LOCAL_CHAIN_ID, local.deployment().address(ContractName.ASSET_REGISTRY));
  }
}
