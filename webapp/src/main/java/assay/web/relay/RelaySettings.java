package assay.web.relay;

import assay.chain.ChainSettings;
import java.nio.file.Path;

/**
 * With what the operator brings calls in.
 *
 * @param keystore version 3; its folder keeps the journal of what was sent
 * @param password of the keystore
 * @param mostGas the limit that a call may have
 * @param chain with the most that is paid for one unit of gas
 */
public record RelaySettings(Path keystore, Path password, long mostGas, ChainSettings chain) {}
