package assay.chain;

import java.io.IOException;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthCall;
import org.web3j.tx.ReadonlyTransactionManager;

/**
 * Lets a generated wrapper read and never sign. A contract's refusal of a read keeps the name of
 * its custom error, which web3j's own reader drops.
 */
final class ContractReader extends ReadonlyTransactionManager {

  private final Web3j web3j;

  ContractReader(Web3j web3j) {
    super(web3j, Address.ZERO.hex());
    this.web3j = web3j;
  }

  @Override
  public String sendCall(String to, String data, DefaultBlockParameter block) throws IOException {
    Transaction call = Transaction.createEthCallTransaction(Address.ZERO.hex(), to, data);
    EthCall answer = web3j.ethCall(call, block).send();
    if (answer.hasError()) {
      throw ContractErrors.refusal("a read of " + to, answer.getError());
    }
    return answer.getValue();
  }
}
