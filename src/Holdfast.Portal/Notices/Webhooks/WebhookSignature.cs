using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Holdfast.Portal.Notices.Webhooks;

/// <summary>
/// The signature of the Standard Webhooks specification: <c>v1,</c> and base64 of HMAC-SHA256 over <c>id.timestamp.body</c>. The receiver
/// refuses what is too old, so that what somebody overheard cannot be sent again later.
/// </summary>
public static class WebhookSignature
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    /// <param name="timestamp">Of the try, in seconds since 1970.</param>
    public static string Of(byte[] key, string id, long timestamp, string body)
    {
        var signed = string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.{body}");
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(signed)));
    }
}
