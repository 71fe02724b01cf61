package assay.web.relay;

import assay.chain.Account;
import assay.chain.ChainClient;
import assay.chain.Deployment;
import assay.chain.FileTransactionJournal;
import assay.chain.TransactionSender;
import assay.registry.relay.Relayer;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The operator's relayer, where he has one, with what belongs to it alone: its connection, which
 * may pay, and its journal.
 *
 * @param relayer none where nothing is relayed
 * @param parts to be closed with it
 */
public record RelayOffer(Optional<Relayer> relayer, List<Runnable> parts) implements AutoCloseable {

  /** Nothing is relayed. */
  public static final RelayOffer NONE = new RelayOffer(Optional.empty(), List.of());

  public RelayOffer {
    parts = List.copyOf(parts);
  }

  /**
   * A relayer with the operator's key.
   *
   * @param deployment the contracts, once they are known
   * @throws assay.chain.KeyFileException if the key cannot be opened
   * @throws assay.chain.TransactionJournalException if another process sends with it
   */
  public static RelayOffer of(RelaySettings settings, Supplier<Deployment> deployment) {
    Account account = Account.open(settings.keystore(), settings.password());
    Path folder = Objects.requireNonNull(settings.keystore().toAbsolutePath().getParent());
    FileTransactionJournal journal =
        FileTransactionJournal.open(folder, settings.chain().chainId(), account.address());
    ChainClient chain = new ChainClient(settings.chain());
    TransactionSender sender = new TransactionSender(chain, account, journal);
    return new RelayOffer(
        Optional.of(new Relayer(chain, deployment, sender, settings.mostGas())),
        List.of(chain::close, journal::close));
  }

  @Override
  public void close() {
    parts.forEach(Runnable::run);
  }
}
