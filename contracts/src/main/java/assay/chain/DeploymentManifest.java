package assay.chain;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.SYNC;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * A deployment's signed papers: which contracts its deployer put where, on which chain and with
 * which code. It exists only with a signature that fits; whether its signer counts for anything is
 * for {@link TrustedDeployers}, whether the chain agrees for {@link #requireOn}.
 *
 * @param statement what is said
 * @param signature the deployer's, over {@link DeploymentTypedData}
 */
public record DeploymentManifest(DeploymentStatement statement, HashSignature signature) {

  /** The form this program writes and reads. */
  public static final int FORMAT = 1;

  public DeploymentManifest {
    Optional<Address> signer = signature.signerOf(DeploymentTypedData.hash(statement));
    if (!signer.equals(Optional.of(statement.deployer()))) {
      throw new IllegalArgumentException(
          "the manifest's signature is not by %s; it was changed after signing"
              .formatted(statement.deployer()));
    }
  }

  /** Signs in the deployer's name. */
  public static DeploymentManifest sign(DeploymentStatement statement, Account deployer) {
    return new DeploymentManifest(
        statement, HashSignature.sign(deployer, DeploymentTypedData.hash(statement)));
  }

  /**
   * Writes down what is on chain and signs it.
   *
   * @throws DeploymentRefusedException if a contract is too large
   */
  static DeploymentManifest of(
      Deployment deployment, DeploymentSettings settings, ChainClient chain, Account deployer) {
    Map<ContractName, DeployedContract> contracts = new EnumMap<>(ContractName.class);
    deployment
        .addresses()
        .forEach((name, address) -> contracts.put(name, found(chain, name, address)));
    DeploymentStatement.Place at =
        new DeploymentStatement.Place(deployment.chainId(), chain.genesis(), deployment.block());
    return sign(new DeploymentStatement(at, deployer.address(), settings, contracts), deployer);
  }

  private static DeployedContract found(ChainClient chain, ContractName name, Address address) {
    byte[] code = chain.code(address);
    CodeSize.require(name, code.length);
    return new DeployedContract(
        address, Bytes32.keccak256(code), Bytes32.keccak256(name.creationCode()));
  }

  /**
   * Reads a manifest file.
   *
   * @throws DeploymentFileException if it is missing, changed or not one of ours
   */
  public static DeploymentManifest load(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (NoSuchFileException e) {
      throw DeploymentFileException.missing(file, e);
    } catch (IOException | IllegalArgumentException e) {
      throw DeploymentFileException.unusable(file, e);
    }
  }

  /**
   * Reads a manifest's text. Only the very bytes that were written are read: a manifest has one
   * form.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static DeploymentManifest parse(String text) {
    return DeploymentManifestJson.read(text);
  }

  /** Writes the file for platforms and agents to read; it is there whole or not at all. */
  public void save(Path file) {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.writeString(draft, toJson(), CREATE, TRUNCATE_EXISTING, WRITE, SYNC);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw DeploymentFileException.unwritable(file, e);
    }
  }

  /** The manifest's text. */
  public String toJson() {
    return DeploymentManifestJson.write(this);
  }

  /** The addresses alone, for those who call the contracts. */
  public Deployment deployment() {
    return statement.deployment();
  }

  /**
   * Compares with what is on chain.
   *
   * @throws UnknownDeploymentException naming what differs
   */
  public void requireOn(ChainClient chain) {
    requireFor(chain);
    statement.contracts().forEach((name, contract) -> requireCode(chain, name, contract));
  }

  /**
   * Compares the chain itself, not yet the contracts on it.
   *
   * @throws UnknownDeploymentException if it is another than the manifest's
   */
  public void requireFor(ChainClient chain) {
    Bytes32 genesis = chain.genesis();
    DeploymentStatement.Place at = statement.at();
    if (chain.settings().chainId() != at.chainId()) {
      throw new UnknownDeploymentException(
          "the chain is %d; the manifest is for chain %d. Take the manifest of this chain, or give a node of that one."
              .formatted(chain.settings().chainId(), at.chainId()));
    }
    if (!genesis.equals(at.genesis())) {
      throw new UnknownDeploymentException(
          "the chain begins with block %s; the manifest says %s. It is another chain with the same id; take its manifest, or give a node of the manifest's."
              .formatted(genesis, at.genesis()));
    }
  }

  /** Whether the contracts are where no reorganisation within the chain's finality undoes them. */
  boolean isFinalOn(ChainClient chain) {
    long block = chain.finalHead().number();
    return statement.contracts().values().stream()
        .allMatch(
            contract ->
                Bytes32.keccak256(chain.codeAt(contract.address(), block)).equals(contract.code()));
  }

  private static void requireCode(ChainClient chain, ContractName name, DeployedContract contract) {
    Bytes32 found = Bytes32.keccak256(chain.code(contract.address()));
    if (!found.equals(contract.code())) {
      throw new UnknownDeploymentException(
          "contract %s at %s has code %s; the manifest says %s."
              .formatted(name.solidityName(), contract.address(), found, contract.code()));
    }
  }
}
