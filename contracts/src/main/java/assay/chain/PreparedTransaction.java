package assay.chain;

/**
 * A transaction as its sender's wallet takes it (EIP-1559, without number and signature): tried out
 * on the newest block, with the most that it may cost.
 *
 * @param data ABI-encoded call, {@code 0x} and hex
 * @param value wei sent along
 * @param gas the limit, with headroom for what changes until it is mined
 * @param maxFeePerGas wei for one unit of gas, tip included
 * @param maxFee the most that gas can cost
 */
public record PreparedTransaction(
    long chainId,
    Address from,
    Address to,
    String data,
    Wei value,
    long gas,
    Wei maxFeePerGas,
    Wei maxPriorityFeePerGas,
    Wei maxFee) {}
