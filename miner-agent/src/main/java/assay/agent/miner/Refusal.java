package assay.agent.miner;

/**
 * Why a rule is against a bounty.
 *
 * @param code a stable word, such as {@code reward-too-low}
 * @param sentence for people
 */
public record Refusal(String code, String sentence) {}
