package assay.web.limit;

/**
 * How many requests a minute are answered; 0 sets no limit. As many may come at once.
 *
 * @param perAccount of one account, signed in or by key
 * @param perAddress of one network address, without either
 * @param isForwarded whether a proxy in front says where requests come from
 */
public record LimitSettings(long perAccount, long perAddress, boolean isForwarded) {}
