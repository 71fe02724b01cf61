package assay.web.webhook;

/**
 * A webhook when it is made, the one time that its secret is told.
 *
 * @param secret what signs that events are the platform's (HMAC-SHA256, RFC 2104)
 */
public record MadeWebhook(String id, String secret) {}
