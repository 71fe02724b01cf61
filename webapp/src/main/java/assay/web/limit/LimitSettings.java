package assay.web.limit;

/**
 * How many requests are answered in how long, and exports at once; 0 sets no limit. As many
 * requests may come at once.
 *
 * @param perAccount a minute, of one account, signed in or by key
 * @param perAddress a minute, of one network address, without either
 * @param relayed an hour, of calls that are relayed for one account
 * @param exports at once of all; 0 lifts the limit for one account or network, too
 * @param isForwarded whether a proxy in front says where requests come from
 */
public record LimitSettings(
    long perAccount, long perAddress, long relayed, long exports, boolean isForwarded) {}
